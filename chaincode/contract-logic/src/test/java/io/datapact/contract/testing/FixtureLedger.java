package io.datapact.contract.testing;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.RecordCache;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An authoritative ledger in memory: applies commands by the rule book, keeps entries and state. Not thread-safe. */
public final class FixtureLedger {
    private final RuleBook rules;
    private final Decider decider;
    private final RecordCache cache = new RecordCache();
    private final SortedMap<String, byte[]> state = new TreeMap<>();
    private final List<LogEntry> entries = new ArrayList<>();

    /**
     * Begins a ledger with its genesis at position 0.
     *
     * @throws IllegalArgumentException if the genesis is refused
     */
    public FixtureLedger(SignatureVerifier verifier, byte[] genesis, long time) {
        this.rules = new RuleBook(verifier);
        this.decider = rules::apply;
        switch (new GenesisRules(verifier).writes(genesis)) {
            case Decision.Accepted accepted -> append(genesis, time, accepted);
            case Decision.Rejected rejected ->
                throw new IllegalArgumentException("expected a genesis that is accepted, found " + rejected);
        }
    }

    private FixtureLedger(FixtureLedger original, Decider decider) {
        this.rules = original.rules;
        this.decider = decider;
        this.state.putAll(original.state);
        this.entries.addAll(original.entries);
    }

    /** An independent copy. */
    public FixtureLedger copy() {
        return copy(decider);
    }

    /** An independent copy whose envelopes another decides about. */
    public FixtureLedger copy(Decider other) {
        return new FixtureLedger(this, other);
    }

    /** Decides about an envelope; what is accepted is kept. */
    public Decision apply(byte[] envelope, long time) {
        Decision decision = decider.apply(envelope, view(), new TxContext(time, transactionId()));
        if (decision instanceof Decision.Accepted accepted) {
            append(envelope, time, accepted);
        }
        return decision;
    }

    /** Decides about a command taken as authenticated; what is accepted changes the state and leaves no entry. */
    public Decision apply(Authentication.Authenticated authenticated, long time) {
        Decision decision = rules.decide(view(), authenticated, new TxContext(time, transactionId()));
        if (decision instanceof Decision.Accepted accepted) {
            accepted.writes().forEach(this::put);
        }
        return decision;
    }

    /** Decides without keeping anything. */
    public Decision judge(byte[] envelope, long time) {
        return decider.apply(envelope, view(), new TxContext(time, transactionId()));
    }

    /** The rule book that decides. */
    public RuleBook rules() {
        return rules;
    }

    /** The state as it is now; shows later changes. */
    public StateView view() {
        return key -> Optional.ofNullable(state.get(key));
    }

    /** Reads records of the state as it is now. */
    public StateReader reader() {
        return new StateReader(view(), cache);
    }

    /** All values by key; a copy. */
    public SortedMap<String, byte[]> state() {
        return new TreeMap<>(state);
    }

    /** Overwrites a key: for tests of states that no command makes. */
    public void force(Write write) {
        put(write);
    }

    /** Digest of the state as it is now. */
    public Digest stateDigest() {
        return StateDigest.of(state);
    }

    /** All entries from the genesis on; a copy. */
    public List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    /** Merkle root over all entries. */
    public Digest root() {
        MerkleFrontier frontier = new MerkleFrontier();
        entries.forEach(entry -> frontier.append(entry.leafHash()));
        return frontier.root();
    }

    private String transactionId() {
        return "tx-" + entries.size();
    }

    private void append(byte[] envelope, long time, Decision.Accepted accepted) {
        LogEntry entry = new LogEntry(entries.size(), time, transactionId(), Bytes.of(envelope), accepted.writes());
        entries.add(entry);
        accepted.writes().forEach(this::put);
    }

    private void put(Write write) {
        if (write.value().isPresent()) {
            state.put(write.key(), write.value().get().getBytes(StandardCharsets.UTF_8));
        } else {
            state.remove(write.key());
        }
    }
}
