package io.datapact.audit;

import io.datapact.audit.rule.Replay;
import io.datapact.audit.rule.Signatures;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateTree;
import io.datapact.pki.key.EcdsaSignatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A ledger that obeys the rule book, but for what it is forced to write. It knows what it forced. */
final class WrongHost {
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Digest> roots = new ArrayList<>(List.of(MerkleTree.EMPTY_ROOT));
    private final Map<String, List<Write>> forced = new HashMap<>();
    private final MerkleFrontier tree = new MerkleFrontier();
    private final RecordedState state = new RecordedState();
    private final Replay rules = new RuleBookReplay(new Signatures(EcdsaSignatures.jdk()));

    WrongHost(List<LogEntry> history) {
        history.forEach(this::append);
    }

    List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    long size() {
        return entries.size();
    }

    Digest root(long size) {
        return roots.get((int) size);
    }

    Digest root() {
        return roots.getLast();
    }

    StateReader reader() {
        return new StateReader(state);
    }

    Digest stateDigest() {
        return state.digest();
    }

    /** Root of the state's tree after so many entries. */
    Digest stateRoot(long size) {
        RecordedState replayed = new RecordedState();
        entries.subList(0, (int) size).forEach(entry -> replayed.apply(entry.writes()));
        return StateTree.of(replayed.startingWith("")).root();
    }

    /** Appends a command that the rule book accepts. */
    void accept(byte[] envelope, long time) {
        append(envelope, time, decide(envelope, state, time));
    }

    /** Appends a command with writes that the rule book did not decide. */
    void force(byte[] envelope, long time, List<Write> writes) {
        forced.put(transactionId(), writes);
        append(envelope, time, writes);
    }

    /** Appends a command that the rule book accepts, with changed writes. */
    void forceChanged(byte[] envelope, long time, UnaryOperator<List<Write>> change) {
        force(envelope, time, change.apply(decide(envelope, state, time)));
    }

    /** What the rule book would decide on another state or at another time. */
    List<Write> decide(byte[] envelope, StateView view, long time) {
        return switch (rules.apply(envelope, view, new TxContext(time, transactionId()))) {
            case Decision.Accepted accepted -> accepted.writes();
            case Decision.Rejected rejected ->
                throw new IllegalStateException("expected a command that is accepted, found " + rejected);
        };
    }

    /** The state with some records changed. */
    StateView with(Write... writes) {
        return state.with(List.of(writes));
    }

    /** A replay that has the same faults as this host. */
    Replay replay(Signatures signatures) {
        Replay right = new RuleBookReplay(signatures);
        return new Replay() {
            @Override
            public Decision opening(byte[] envelope) {
                return right.opening(envelope);
            }

            @Override
            public Decision apply(byte[] envelope, StateView view, TxContext tx) {
                return Optional.ofNullable(forced.get(tx.transactionId()))
                        .<Decision>map(writes -> new Decision.Accepted(writes, List.of()))
                        .orElseGet(() -> right.apply(envelope, view, tx));
            }
        };
    }

    boolean wasForced() {
        return !forced.isEmpty();
    }

    private String transactionId() {
        return "tx-" + entries.size();
    }

    private void append(byte[] envelope, long time, List<Write> writes) {
        append(new LogEntry(entries.size(), time, transactionId(), Bytes.of(envelope), writes));
    }

    private void append(LogEntry entry) {
        entries.add(entry);
        tree.append(entry.leafHash());
        roots.add(tree.root());
        state.apply(entry.writes());
    }
}
