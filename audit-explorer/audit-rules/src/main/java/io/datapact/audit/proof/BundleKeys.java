package io.datapact.audit.proof;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log's keys as a bundle shows them: that of the genesis, and from there a chain of handovers, each signed by the key
 * before it. That members chose them is not shown by it; where the entries are here, they say so.
 *
 * @param keys      empty where the genesis names no key of a log
 * @param handovers the files that are handovers
 * @param faults    of files that are none
 */
public record BundleKeys(Optional<LogKeys> keys, List<Handover> handovers, List<Bundle.Fault> faults) {
    /** A handover as it lies in the bundle. */
    public record Handover(String path, SignedNote note, Checkpoint head) {}

    public BundleKeys {
        handovers = List.copyOf(handovers);
        faults = List.copyOf(faults);
    }

    /** Reads those of a bundle that keeps its first entry: one of class task. */
    static BundleKeys of(Bundle bundle) {
        return of(bundle, bundle.file(BundleLayout.entry(0)).flatMap(BundleKeys::genesis));
    }

    /** Reads a bundle's, from the genesis of its ledger. */
    public static BundleKeys of(Bundle bundle, Optional<Genesis> genesis) {
        Optional<LogKeys> keys = genesis.flatMap(BundleKeys::first);
        List<Handover> handovers = new ArrayList<>();
        List<Bundle.Fault> faults = new ArrayList<>();
        for (String path : bundle.paths(BundleLayout.HANDOVERS)) {
            Optional<Handover> found = bundle.file(path).flatMap(bytes -> handover(path, bytes));
            Optional<LogKeys> before = keys;
            Optional<LogKeys> longer = found.flatMap(handover -> before.flatMap(known -> known.with(handover.note())));
            if (longer.isPresent()) {
                keys = longer;
                handovers.add(found.get());
            } else {
                faults.add(new Bundle.Fault(
                        path,
                        "expected a checkpoint that names the log's next key, signed by it and by the one before, found"
                                + " another"));
            }
        }
        return new BundleKeys(keys, handovers, faults);
    }

    /** Whether a checkpoint is signed by the log's key of its size. */
    public boolean verifies(SignedNote note, Checkpoint head) {
        return keys.filter(known -> known.verifies(note, head)).isPresent();
    }

    private static Optional<Handover> handover(String path, byte[] bytes) {
        return SignedNote.parse(new String(bytes, StandardCharsets.UTF_8))
                                instanceof Parsed.Value<SignedNote>(SignedNote note)
                        && Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                        && BundleLayout.size(path).equals(Optional.of(head.size()))
                ? Optional.of(new Handover(path, note, head))
                : Optional.empty();
    }

    private static Optional<Genesis> genesis(byte[] entry) {
        return LogEntry.parse(entry) instanceof Parsed.Value<LogEntry>(LogEntry first)
                        && Dsse.Envelope.parse(first.envelope().toBytes())
                                instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                        && RecordCodec.of(Genesis.class)
                                        .decode(envelope.payload().toBytes(), Dsse.MAXIMUM_ENVELOPE_BYTES)
                                instanceof Parsed.Value<Genesis>(Genesis genesis)
                ? Optional.of(genesis)
                : Optional.empty();
    }

    private static Optional<LogKeys> first(Genesis genesis) {
        try {
            return Optional.of(LogKeys.of(new NoteKey(
                    genesis.authority().origin(), genesis.authority().key())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the ledger is no log, so it has no checkpoints
        }
    }
}
