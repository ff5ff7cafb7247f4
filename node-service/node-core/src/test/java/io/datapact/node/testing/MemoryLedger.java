package io.datapact.node.testing;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Event;
import io.datapact.contract.rules.GenesisRules;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateTree;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.ledger.History;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A ledger in memory that decides by the rule book; all nodes of a test share it. Keeps the state of each position. */
public final class MemoryLedger implements Ledger, Replica, History {
    private final ConsortiumFixture fixture;
    private final RuleBook rules;
    private final InstantSource clock;
    private final List<LedgerUpdate> updates = new ArrayList<>();
    private final List<NavigableMap<String, byte[]>> states = new ArrayList<>();
    private final Map<Digest, SubmitOutcome.Committed> receipts = new HashMap<>();
    private final MerkleFrontier frontier = new MerkleFrontier();
    private final List<NoteSigner> signers = new ArrayList<>();
    private final List<SignedNote> handovers = new ArrayList<>();
    private LogKeys keys;
    private Optional<MemoryLedger> origin = Optional.empty();
    private Optional<MemoryLedger> twin = Optional.empty();
    private Predicate<SignedCommand> hiddenThere = command -> false;
    private Predicate<SignedCommand> withheld = command -> false;
    private Predicate<SignedCommand> refused = command -> false;
    private Predicate<SignedCommand> unanswered = command -> false;
    private Predicate<SignedCommand> unreachable = command -> false;

    /** Begins with the fixture's genesis. */
    public MemoryLedger(ConsortiumFixture fixture, InstantSource clock) {
        this.fixture = fixture;
        this.rules = new RuleBook(fixture.verifier());
        this.clock = clock;
        this.keys = LogKeys.of(fixture.logSigner().key());
        signers.add(fixture.logSigner());
        states.add(new TreeMap<>());
        if (!(new GenesisRules(fixture.verifier()).writes(fixture.genesis())
                instanceof Decision.Accepted(var w, var e))) {
            throw new IllegalStateException("expected a genesis that is accepted");
        }
        append(fixture.genesis(), new TxContext(fixture.start(), "genesis"), w, e);
        states.removeFirst();
    }

    /** Has the host swallow commands, as a malicious one may. */
    public synchronized void withhold(Predicate<SignedCommand> which) {
        withheld = which;
    }

    /** Has the host refuse a command once that its rule book would take, as one does whose clients see an older state. */
    public synchronized void refuseOnce(Predicate<SignedCommand> which) {
        refused = which;
    }

    /** Has a command stand once without its submitter learning it. */
    public synchronized void loseAnswerOnce(Predicate<SignedCommand> which) {
        unanswered = which;
    }

    /** Has the host be away once, when a command comes. */
    public synchronized void beAwayOnce(Predicate<SignedCommand> which) {
        unreachable = which;
    }

    /**
     * Another ledger, as a lying host shows it to some: the same so far, and from now on without what is hidden there.
     * What is handed in there comes here first.
     */
    public synchronized MemoryLedger twin(Predicate<SignedCommand> hidden) {
        MemoryLedger other = new MemoryLedger(fixture, clock);
        updates.stream()
                .skip(1)
                .forEach(update -> other.append(
                        update.entry().envelope().toBytes(),
                        new TxContext(update.entry().time(), update.entry().transactionId()),
                        update.entry().writes(),
                        update.events()));
        other.receipts.putAll(receipts);
        other.origin = Optional.of(this);
        twin = Optional.of(other);
        hiddenThere = hidden;
        return other;
    }

    /** Has what is handed in here stay here. */
    public synchronized void alone() {
        origin = Optional.empty();
    }

    /** Has another key sign from the newest entry on, as if that had replaced the key. */
    public synchronized void handOver(NoteSigner next) {
        keys = keys.with(updates.size(), next.key().publicKey());
        String text = keys.head(updates.size(), frontier.root(), stateRoot(updates.size()))
                .text();
        handovers.add(next.sign(signers.getLast().sign(text)));
        signers.add(next);
    }

    /** All entries so far. */
    public synchronized List<LogEntry> entries() {
        return updates.stream().map(LedgerUpdate::entry).toList();
    }

    @Override
    public SubmitOutcome submit(SignedCommand command) {
        origin.ifPresent(first -> first.submit(command));
        return origin.isPresent() ? decide(command) : submitHere(command);
    }

    private synchronized SubmitOutcome submitHere(SignedCommand command) {
        if (unreachable.test(command)) {
            unreachable = other -> false;
            throw new LedgerUnavailableException("expected the ledger's host, found nobody there");
        }
        SubmitOutcome outcome = decide(command);
        if (!hiddenThere.test(command)) {
            twin.ifPresent(other -> other.decide(command));
        }
        if (unanswered.test(command)) {
            unanswered = other -> false;
            throw new LedgerUnavailableException("expected an answer, found the connection gone");
        }
        return outcome;
    }

    private synchronized SubmitOutcome decide(SignedCommand command) {
        Optional<SubmitOutcome.Committed> before = Optional.ofNullable(receipts.get(command.payloadDigest()));
        if (before.isPresent()) {
            return before.get();
        }
        if (withheld.test(command)) {
            return new SubmitOutcome.Unknown(command.payloadDigest(), "withheld");
        }
        if (refused.test(command)) {
            refused = other -> false;
            return new SubmitOutcome.Rejected(Reason.NOT_NEXT, "refused once");
        }
        long time = Math.max(clock.millis(), updates.getLast().entry().time());
        TxContext tx = new TxContext(time, command.payloadDigest().value());
        return switch (rules.apply(command.envelope(), view().state(), tx)) {
            case Decision.Rejected(var reason, var detail) -> new SubmitOutcome.Rejected(reason, detail);
            case Decision.Accepted(var writes, var events) -> {
                append(command.envelope(), tx, writes, events);
                SubmitOutcome.Committed receipt =
                        new SubmitOutcome.Committed(updates.size() - 1L, time, tx.transactionId());
                receipts.put(command.payloadDigest(), receipt);
                yield receipt;
            }
        };
    }

    @Override
    public synchronized LedgerRead read(LedgerQuery query) {
        NavigableMap<String, byte[]> state = states.getLast();
        List<LedgerRead.KeyValue> values = switch (query) {
            case LedgerQuery.ByKey(String key) when !state.containsKey(key) -> List.of();
            case LedgerQuery.ByKey(String key) -> List.of(new LedgerRead.KeyValue(key, Bytes.of(state.get(key))));
            case LedgerQuery.ByPrefix(String prefix, int limit) ->
                state.tailMap(prefix).entrySet().stream()
                        .takeWhile(entry -> entry.getKey().startsWith(prefix))
                        .limit(limit)
                        .map(entry -> new LedgerRead.KeyValue(entry.getKey(), Bytes.of(entry.getValue())))
                        .toList();
        };
        return new LedgerRead(updates.size() - 1L, values);
    }

    @Override
    public LedgerSubscription eventsFrom(long position) {
        return new MemorySubscription(this, position);
    }

    @Override
    public synchronized LedgerCheckpoint checkpoint() {
        String origin = fixture.logSigner().key().name();
        String text = keys.head(updates.size(), frontier.root(), stateRoot(updates.size()))
                .text();
        SignedNote note = keys.next(updates.size()).isPresent()
                ? handovers.getLast()
                : signers.getLast().sign(text);
        return new LedgerCheckpoint(origin, updates.size(), frontier.root(), note.write());
    }

    @Override
    public synchronized Digest root(long entries) {
        return MerkleTree.root(this::leaf, 0, entries);
    }

    @Override
    public Optional<Digest> recentStateRoot(long entries) {
        return Optional.of(stateRoot(entries));
    }

    /** Root of the state right after the first entries. */
    public synchronized Digest stateRoot(long entries) {
        SortedMap<String, Optional<byte[]>> held = new TreeMap<>();
        states.get(Math.toIntExact(entries - 1)).forEach((key, value) -> held.put(key, Optional.of(value)));
        return StateTree.EMPTY.with(held).root();
    }

    @Override
    public synchronized ConsistencyProof consistency(long first, long second) {
        return ConsistencyProof.make(this::leaf, first, second);
    }

    @Override
    public synchronized LogKeys logKeys() {
        return keys;
    }

    @Override
    public synchronized List<SignedNote> handovers() {
        return List.copyOf(handovers);
    }

    private Digest leaf(long position) {
        return updates.get(Math.toIntExact(position)).entry().leafHash();
    }

    @Override
    public synchronized ReplicaView view() {
        return viewAt(updates.size() - 1L);
    }

    @Override
    public synchronized ReplicaView viewAt(long position) {
        NavigableMap<String, byte[]> state = states.get(Math.toIntExact(position));
        return new ReplicaView(
                position,
                updates.get(Math.toIntExact(position)).entry().time(),
                key -> Optional.ofNullable(state.get(key)));
    }

    @Override
    public void close() {}

    private synchronized void append(byte[] envelope, TxContext tx, List<Write> writes, List<Event> events) {
        LogEntry entry = new LogEntry(updates.size(), tx.time(), tx.transactionId(), Bytes.of(envelope), writes);
        NavigableMap<String, byte[]> next = new TreeMap<>(states.getLast());
        writes.forEach(write -> write.value()
                .ifPresentOrElse(
                        value -> next.put(write.key(), value.getBytes(StandardCharsets.UTF_8)),
                        () -> next.remove(write.key())));
        states.add(next);
        frontier.append(entry.leafHash());
        updates.add(new LedgerUpdate(entry.position(), entry, events));
        notifyAll();
    }

    /** The entry at a position once it is there; empty if time is over first. */
    synchronized Optional<LedgerUpdate> await(long position, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (position >= updates.size() && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return position < updates.size() ? Optional.of(updates.get(Math.toIntExact(position))) : Optional.empty();
    }
}
