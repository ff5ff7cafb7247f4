package io.datapact.audit.proof;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.EntryVisits;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.history.LedgerObserver;
import io.datapact.audit.state.Overlay;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.state.StateView;
import io.datapact.contract.statetree.SignedStateProof;
import io.datapact.contract.statetree.StateProof;
import io.datapact.contract.statetree.StateRoot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the ledger of a bundle of class {@code task}: checks all proofs, and shows the entries that are proven to the
 * observers, each with what is known of the state around it. Hostile bytes become faults. Not safe for concurrent use.
 */
public final class TaskReading {
    private final Bundle bundle;
    private final TaskLog log;
    private final ProvenHistory history;
    private final SortedMap<Long, byte[]> entries = new TreeMap<>();
    private final List<Bundle.Fault> stateFaults = new ArrayList<>();

    /** Checks the proofs of a bundle. */
    public TaskReading(Bundle bundle, BundleClass claim) {
        this.bundle = bundle;
        this.log = new TaskLog(bundle);
        this.history = new ProvenHistory(claim.task());
        log.sizes().forEach(history::point);
        bundle.paths("ledger/entries/").forEach(this::readEntry);
        bundle.paths("ledger/state/").forEach(this::readState);
        requireLast();
        history.contradictions().forEach(detail -> stateFaults.add(new Bundle.Fault(BundleLayout.CHECKPOINT, detail)));
    }

    /** What is known of the state. */
    public ProvenHistory history() {
        return history;
    }

    /** Shows the entries to the observers, and gives the ledger. */
    public Ledger show(List<? extends LedgerObserver> observers) {
        EntryVisits visits = new EntryVisits(observers);
        RecordedState written = new RecordedState();
        entries.forEach((position, content) -> visits.visit(position, content, entry -> {
                    StateView before = history.at(position);
                    return new EntryVisits.Around(before, Overlay.of(before, entry.writes()));
                })
                .ifPresent(entry -> written.apply(entry.writes())));
        long size = log.end().map(end -> end.head().size()).orElse(0L);
        Digest root = log.end().flatMap(end -> StateRoot.of(end.head())).orElse(Digest.of(new byte[0]));
        return new Ledger(
                size,
                log::compare,
                written,
                history.at(size),
                root,
                visits.genesis(),
                visits.network(),
                visits.lastTime(),
                Optional.of(new Ledger.ProofFaults(log.inclusionFaults(), log.checkpointFaults(), stateFaults)));
    }

    /** The last entry tells the time of the checkpoint, by which what is overdue is judged. */
    private void requireLast() {
        log.end()
                .map(end -> end.head().size() - 1)
                .filter(last -> !entries.containsKey(last))
                .ifPresent(last ->
                        refuse(BundleLayout.entry(last), "expected the last entry under the checkpoint, found none"));
    }

    private void readEntry(String path) {
        Optional<Long> position = BundleLayout.position(path);
        byte[] content = bundle.file(path).orElse(new byte[0]);
        if (position.filter(at -> log.includes(at, content)).isPresent()) {
            entries.put(position.get(), content);
            if (LogEntry.parse(content) instanceof Parsed.Value<LogEntry>(LogEntry entry)
                    && entry.position() == position.get()) {
                history.write(entry.position(), entry.writes());
            }
        }
    }

    private void readState(String path) {
        Optional<Long> size = BundleLayout.stateSize(path);
        if (size.isEmpty()) {
            return;
        }
        if (path.endsWith(".json")) {
            String proof = path.substring(0, path.length() - ".json".length()) + ".state-proof";
            if (bundle.file(proof).isEmpty()) {
                refuse(path, "expected a proof beside the value, found none");
            }
            return;
        }
        String text = new String(bundle.file(path).orElse(new byte[0]), StandardCharsets.UTF_8);
        switch (SignedStateProof.parse(text)) {
            case Parsed.Malformed<SignedStateProof>(String at, String detail) -> refuse(path, detail);
            case Parsed.Value<SignedStateProof>(SignedStateProof proof) -> readState(path, size.get(), proof);
        }
    }

    private void readState(String path, long size, SignedStateProof proof) {
        Optional<Digest> root = log.head(size)
                .filter(head -> head.note().equals(proof.checkpoint()))
                .flatMap(head -> StateRoot.of(head.head()));
        Optional<byte[]> value = bundle.file(BundleLayout.stateValue(size, proof.key()));
        if (root.isEmpty() || !path.equals(BundleLayout.stateProof(size, proof.key()))) {
            refuse(path, "expected a proof of this key under the checkpoint over " + size + " entries, found another");
            return;
        }
        StateProof.Finding finding = proof.proof().check(proof.key(), root.get());
        boolean holds = switch (finding) {
            case StateProof.Finding.Present(Digest digest) ->
                value.map(Digest::of).equals(Optional.of(digest));
            case StateProof.Finding.Absent() -> value.isEmpty();
            case StateProof.Finding.Invalid() -> false;
        };
        if (holds) {
            history.prove(size, proof.key(), value);
        } else {
            refuse(path, "expected a proof of what " + proof.key() + " held, and that value or none, found " + finding);
        }
    }

    private void refuse(String path, String detail) {
        stateFaults.add(new Bundle.Fault(path, detail));
    }
}
