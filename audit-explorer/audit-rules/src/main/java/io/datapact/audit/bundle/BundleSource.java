package io.datapact.audit.bundle;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle is made of. Whoever keeps a ledger and evidence implements it; everything else in a bundle follows from
 * this. Entries are read twice, so they must not change meanwhile.
 */
public interface BundleSource {
    /** The task whose evidence goes in. */
    TaskId task();

    /** How many ledger entries the checkpoint covers, the genesis included; positions 0 to one less. */
    long entries();

    /** The canonical bytes of the entry at a position; the caller's. */
    byte[] entry(long position);

    /** The text of the ledger's signed checkpoint over exactly those entries. */
    byte[] checkpoint();

    /**
     * Earlier checkpoints that the log's key signed, as texts in any order. A task's bundle needs one from before each
     * start; the closer it is, the fewer entries of others come along. Without any, all entries up to the start do.
     */
    default List<byte[]> checkpoints() {
        return List.of();
    }

    /**
     * The checkpoints by which the log went over from key to key, as texts with both keys' signatures, the earliest first:
     * all of those that the checkpoint covers. None where the genesis' key is still the log's.
     */
    default List<byte[]> handovers() {
        return List.of();
    }

    /** The body of the task, canonical, where the reader may have it. */
    Optional<byte[]> body();

    /** The statements of all parties about the task, in any order. */
    List<EvidenceFile> evidence();

    /**
     * A statement's envelope as it lies in its party's evidence folder.
     *
     * @param member   whose chain it is in
     * @param fileName such as {@code 000001.input.dsse.json}
     * @param content  canonical bytes of the DSSE envelope
     */
    record EvidenceFile(MemberId member, String fileName, Bytes content) {}
}
