package io.datapact.contract.evidence;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.state.Write;
import java.util.List;

/**
 * An entry of the authoritative log: a committed command with its context and its write set. Its canonical bytes are
 * the leaf data of the log's Merkle tree.
 *
 * @param position      from 0, where the genesis stands
 * @param time          transaction time, millis since the epoch
 * @param transactionId the ledger's id for the transaction
 * @param envelope      the DSSE envelope
 * @param writes        sorted by key
 */
public record LogEntry(long position, long time, String transactionId, Bytes envelope, List<Write> writes) {
    /** Greatest size of an entry, in bytes. */
    public static final int MAXIMUM_BYTES = 1 << 22;

    public LogEntry {
        writes = List.copyOf(writes);
        Bounds.require("position", position, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("time", time, 0, Bounds.MAXIMUM_AMOUNT);
    }

    /** Reads an entry's canonical bytes; never throws. */
    public static Parsed<LogEntry> parse(byte[] bytes) {
        return RecordCodec.of(LogEntry.class).decode(bytes, MAXIMUM_BYTES);
    }

    /** The canonical bytes; the caller owns the array. */
    public byte[] encode() {
        return RecordCodec.of(LogEntry.class).encode(this);
    }

    /** The entry's leaf hash. */
    public Digest leafHash() {
        return MerkleTree.leafHash(encode());
    }
}
