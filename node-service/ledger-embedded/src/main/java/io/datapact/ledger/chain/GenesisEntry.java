package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.JcaSignatureVerifier;
import java.util.Optional;

/**
 * The entry at position 0: everything in it follows from the genesis envelope, so each replica makes it by itself.
 *
 * @param entry   the entry
 * @param genesis the record in its envelope
 * @param network the network's id: digest of the envelope's payload
 * @param logKey  the key that signs this log's checkpoints; its name is the log's origin
 */
public record GenesisEntry(LogEntry entry, Genesis genesis, Digest network, NoteKey logKey) {
    /** Kind of ledger that this module is, as the genesis names it. */
    public static final String KIND = "embedded";

    /**
     * Makes the entry of a genesis envelope.
     *
     * @throws IllegalArgumentException if the envelope is no genesis, its founders did not sign it, or it names a ledger
     *                                  of another kind
     */
    public static GenesisEntry of(byte[] envelope) {
        return switch (new GenesisRules(new JcaSignatureVerifier(Optional.empty())).writes(envelope)) {
            case Decision.Accepted accepted -> of(envelope, accepted);
            case Decision.Rejected rejected ->
                throw new IllegalArgumentException("expected a genesis that its founders signed, found one refused as "
                        + rejected.reason() + ": " + rejected.detail());
        };
    }

    private static GenesisEntry of(byte[] envelope, Decision.Accepted accepted) {
        Dsse.Envelope dsse = require(Dsse.Envelope.parse(envelope));
        Genesis genesis =
                require(RecordCodec.of(Genesis.class).decode(dsse.payload().toBytes()));
        if (!genesis.authority().kind().equals(KIND)) {
            throw new IllegalArgumentException("expected a genesis of an " + KIND + " ledger, found one of kind "
                    + genesis.authority().kind());
        }
        Digest network = dsse.payloadDigest();
        LogEntry entry = new LogEntry(0, genesis.created(), network.value(), Bytes.of(envelope), accepted.writes());
        NoteKey key =
                new NoteKey(genesis.authority().origin(), genesis.authority().key());
        return new GenesisEntry(entry, genesis, network, key);
    }

    private static <T> T require(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw new IllegalArgumentException(
                        "expected a genesis, found one malformed at '" + path + "': " + detail);
        };
    }
}
