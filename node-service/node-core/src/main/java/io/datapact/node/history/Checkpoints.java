package io.datapact.node.history;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.run.RunId;
import io.datapact.node.ledger.History;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.Replica;
import io.datapact.node.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's checkpoints as this node verified them, compared with those that peers were shown and witnesses
 * co-signed. Adversary: the ledger's host, which may show members different histories, or go back to an earlier one;
 * and peers, whose checkpoints count only where the log's key signed them. Safe for several threads.
 */
public final class Checkpoints {
    private final Ledger ledger;
    private final History history;
    private final Forks forks;
    private final WitnessDesk desk;
    private final WitnessedCheckpoints kept;
    private final StartCheckpoints starts;

    private Checkpoints(Log log, Forks forks, WitnessDesk desk, Path folder) {
        this.ledger = log.ledger();
        this.history = log.history();
        this.forks = forks;
        this.desk = desk;
        this.kept = new WitnessedCheckpoints(folder);
        this.starts = new StartCheckpoints(folder.resolve("starts"));
    }

    /** What this node's replica gives. */
    public record Log(Ledger ledger, Replica replica, History history) {}

    /**
     * Of a node.
     *
     * @param folder where witnesses' checkpoints are kept, and those from before runs
     */
    public static Checkpoints of(Log log, Forks forks, Path folder, Witness self, InstantSource clock) {
        WitnessDesk desk = new WitnessDesk(
                self.member(),
                self.identity(),
                new WitnessDesk.Sources(log.ledger(), log.replica(), log.history(), forks, folder),
                clock);
        return new Checkpoints(log, forks, desk, folder);
    }

    /** The node's member, with the witness key that it has, if it has one. */
    public record Witness(MemberId member, Optional<WitnessIdentity> identity) {}

    /** What a peer says of the tree that its checkpoint is over, where that has more entries than ours. */
    public record Prefix(Digest root, List<Digest> path) {}

    /**
     * What a peer showed.
     *
     * @param checkpoint its newest
     * @param keys       the log's keys, with handovers that the peer showed and this node has not come to
     * @param believed   whether the key of its size signed it; where not, a former key did, which convicts or says nothing
     * @param fork       a handover that the peer showed and this node's log contradicts, with ours
     */
    public record Told(SignedCheckpoint checkpoint, LogKeys keys, boolean believed, Optional<Fork> fork) {}

    /** Signs and remembers what this node co-signs. */
    public WitnessDesk desk() {
        return desk;
    }

    /**
     * Keeps what is verified at a moment before a run.
     *
     * @throws StoreUnavailableException if it could not be kept
     */
    public void keepBefore(RunId run, LedgerCheckpoint checkpoint) {
        read(checkpoint.note()).ifPresent(before -> starts.keep(run, before.note()));
    }

    /**
     * The checkpoints kept from before a task's runs, in order.
     *
     * @param runs how many there may be
     * @throws StoreUnavailableException if they cannot be read
     */
    public List<SignedNote> before(TaskId task, long runs) {
        return starts.of(task, runs);
    }

    /** Forks found. */
    public Forks forks() {
        return forks;
    }

    /** Entries that the newest checkpoint covers. */
    public long covered() {
        return ledger.checkpoint().entries();
    }

    /** The newest checkpoint that each other witness is known to have co-signed. */
    public List<WitnessedCheckpoints.Witnessed> witnessed() {
        return kept.all(desk.witnesses(), history.logKeys());
    }

    /** The newest checkpoint with all co-signatures on it that this node has, its own among them. */
    public SignedNote cosigned() {
        SignedNote ours = desk.newest().note();
        List<SignedNote.Line> others = witnessed().stream()
                .map(each -> each.checkpoint().note())
                .filter(note -> note.text().equals(ours.text()))
                .map(note -> note.signatures().getLast())
                .filter(line -> !ours.signatures().contains(line))
                .toList();
        return ours.with(others);
    }

    /**
     * Reads a peer's checkpoint; empty where no key of the log's signed it.
     *
     * @param handovers that the peer showed with it, the earliest first
     */
    public Optional<Told> read(SignedCheckpoint ours, String written, List<String> handovers) {
        LogKeys keys = history.logKeys();
        Optional<Fork> fork = Optional.empty();
        for (String each : handovers) {
            Optional<SignedCheckpoint> known = SignedCheckpoint.read(each, keys);
            if (known.isEmpty()) {
                Optional<Handed> handed = handed(keys, each);
                if (handed.isEmpty()) {
                    return Optional.empty();
                }
                keys = handed.get().keys();
                SignedCheckpoint handover = handed.get().checkpoint();
                if (handover.head().size() <= ours.head().size()) {
                    Optional<Fork> found = compare(ours, handover, keys);
                    if (found.isEmpty()) {
                        // Our own replay knows of no change of keys there.
                        return Optional.empty();
                    }
                    fork = fork.or(() -> found);
                }
            }
        }
        LogKeys known = keys;
        Optional<Fork> contradiction = fork;
        return SignedCheckpoint.readOfAny(written, keys)
                .map(theirs -> new Told(theirs, known, known.verifies(theirs.note(), theirs.head()), contradiction));
    }

    /** Reads a checkpoint; empty where the key of its size did not sign it. */
    public Optional<SignedCheckpoint> read(String written) {
        return SignedCheckpoint.read(written, history.logKeys());
    }

    private record Handed(SignedCheckpoint checkpoint, LogKeys keys) {}

    private static Optional<Handed> handed(LogKeys keys, String written) {
        return SignedCheckpoint.readOfAny(written, keys)
                .flatMap(handover -> keys.upTo(handover.head().size() - 1)
                        .with(handover.note())
                        .map(longer -> new Handed(handover, longer)));
    }

    /** The handovers over more than a number of entries, for a peer that may not have come to them. */
    public List<String> handovers(long more) {
        return history.handovers().stream()
                .filter(note -> SignedCheckpoint.read(note.write(), history.logKeys())
                        .filter(handover -> handover.head().size() > more)
                        .isPresent())
                .map(SignedNote::write)
                .toList();
    }

    /** What lets a peer compare a checkpoint of fewer entries with ours. */
    public Prefix prefix(Checkpoint less, Checkpoint ours) {
        return new Prefix(
                history.root(less.size()),
                history.consistency(less.size(), ours.size()).path());
    }

    /** Whether a peer's words about its tree lead to its checkpoint. */
    public static boolean proves(Prefix told, Checkpoint less, Checkpoint more) {
        return told.path().size() <= ConsistencyProof.MAXIMUM_PATH
                && new ConsistencyProof(less.size(), more.size(), told.path()).verify(told.root(), more.root());
    }

    /**
     * Compares a peer's checkpoint with ours, of as many entries or more.
     *
     * @return both, where they contradict each other
     */
    public Optional<Fork> compare(SignedCheckpoint ours, Told theirs) {
        return compare(ours, theirs, prefix(theirs.checkpoint().head(), ours.head()));
    }

    /**
     * Compares a peer's checkpoint with ours.
     *
     * @param prefix proven: the root that the tree of the one with more entries had at the other's size
     * @return both, where they contradict each other
     */
    public Optional<Fork> compare(SignedCheckpoint ours, Told theirs, Prefix prefix) {
        return theirs.fork().or(() -> compare(ours, theirs.checkpoint(), prefix, theirs.keys()));
    }

    private Optional<Fork> compare(SignedCheckpoint ours, SignedCheckpoint theirs, LogKeys keys) {
        return compare(ours, theirs, prefix(theirs.head(), ours.head()), keys);
    }

    private Optional<Fork> compare(SignedCheckpoint ours, SignedCheckpoint theirs, Prefix prefix, LogKeys keys) {
        Checkpoint less = ours.head().size() < theirs.head().size() ? ours.head() : theirs.head();
        boolean same = ours.head().size() == theirs.head().size()
                ? !Fork.contradict(ours.head(), theirs.head())
                : less.root().equals(prefix.root());
        return same
                ? Optional.empty()
                : Optional.of(new Fork(
                        ours.bare(history.logKeys()).write(), theirs.bare(keys).write(), prefix.root(), prefix.path()));
    }

    /** Compares ours with what witnesses co-signed before: a replica that was rolled back with its host shows here. */
    public Optional<Fork> compareKept(SignedCheckpoint ours) {
        return witnessed().stream()
                .map(WitnessedCheckpoints.Witnessed::checkpoint)
                .filter(before -> before.head().size() <= ours.head().size())
                .flatMap(before -> compare(ours, before, history.logKeys()).stream())
                .findFirst();
    }

    /**
     * Keeps a peer's checkpoint that fits ours, as far as witnesses co-signed it.
     *
     * @throws StoreUnavailableException if it could not be kept
     */
    public void keep(SignedCheckpoint theirs) {
        kept.keep(theirs, desk.witnesses(), history.logKeys());
    }
}
