package io.datapact.ledger.chain;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.rules.Event;
import io.datapact.contract.state.StateView;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A replica: the log of one folder, the state that its entries give, and the tree over them.
 *
 * <p>One thread {@linkplain #apply applies} entries, which nobody sees until some thread {@linkplain #publish publishes}
 * them; in between they are made durable (host) or compared with a signed root (follower). All reads, by any thread, see
 * published entries only.
 */
public final class Chain implements Replica, AutoCloseable {
    private final EntryCheck check;
    private final SegmentLog log;
    private final MerkleLog merkle;
    private final History history;
    private final StateTrees states;
    private final EntryReader reader;
    private final HeadBoard board;
    private final Snapshots snapshots;
    private final Handovers handovers;
    private volatile boolean closed;

    private Chain(
            Path folder, EntryCheck check, LogDisk disk, SignatureWarmer warmer, Snapshots.Start start, long every) {
        this.check = check;
        this.merkle = start.entries().orElseGet(MerkleLog::new);
        this.handovers = Handovers.read(folder, disk, check.genesis().logKey());
        History.Past past = (size, stateRoot) -> past(size, stateRoot, warmer);
        this.history =
                start.snapshot().map(snapshot -> new History(snapshot, past)).orElseGet(() -> new History(past));
        this.states = start.snapshot()
                .map(snapshot -> new StateTrees(history, snapshot))
                .orElseGet(() -> new StateTrees(history));
        Snapshots.Source source = new Snapshots.Source(history, states, merkle, handovers);
        this.snapshots = new Snapshots(source, new SnapshotFile(folder, disk), start, every);
        ChainReplay replay = new ChainReplay(this, new HeldEntries(merkle, history), warmer, history.size());
        this.log = SegmentLog.open(folder, disk, SegmentLog.SEGMENT_BYTES, merkle.size(), replay);
        this.reader = new EntryReader(log, merkle, history);
        boolean replayed = false;
        try {
            replay.finish();
            start.requireFits(log, merkle);
            snapshots.removeUnfinished();
            if (log.size() == 0) {
                append(check.genesis().entry());
            }
            long proved = handovers.proved(snapshots.begun(), log.size(), merkle::root, this::appliedStateRoot);
            history.forget(proved, appliedStateRoot(proved));
            handovers.requireOf(snapshots.begun(), log.size(), merkle::root, appliedState());
            this.board = new HeadBoard(headOf(log.size()));
            history.whenChanged(this::damaged);
            states.whenChanged(this::damaged);
            replayed = true;
        } finally {
            if (!replayed) {
                log.close();
            }
        }
    }

    /**
     * Opens the chain of a folder and replays it; an empty folder becomes the chain of the genesis alone. Where there is a
     * snapshot that holds, only the entries behind it are replayed.
     *
     * @throws ChainInvalidException                          if an entry does not hold
     * @throws LogDamagedException                            if the files are damaged, or entries are away for which no
     *                                                        snapshot stands
     * @throws io.datapact.ledger.log.FolderInUseException    if the folder is in use
     */
    public static Chain open(Path folder, EntryCheck check, LogDisk disk, SignatureWarmer warmer) {
        return open(folder, check, disk, warmer, Snapshots.EVERY_ENTRIES);
    }

    /** As above, with a snapshot each so many entries. */
    static Chain open(Path folder, EntryCheck check, LogDisk disk, SignatureWarmer warmer, long every) {
        return Snapshots.start(folder, disk, check.genesis().logKey())
                .begin(start -> new Chain(folder, check, disk, warmer, start, every));
    }

    /** Whether a folder holds a chain already, be all its first segments archived. */
    public static boolean exists(Path folder, LogDisk disk) {
        return disk.exists(folder.resolve(SegmentLog.FIRST_FILE)) || disk.exists(folder.resolve(SnapshotFile.NAME));
    }

    /** The log below; its one appending thread is the caller's. */
    public SegmentLog log() {
        return log;
    }

    /** The network's genesis. */
    public GenesisEntry genesis() {
        return check.genesis();
    }

    /** Number of entries applied, published or not. For the applying thread. */
    public long appliedSize() {
        return history.size();
    }

    /** Time of the last entry applied. For the applying thread. */
    public long appliedTime() {
        return history.time(history.size() - 1);
    }

    /** State after the last entry applied. For the applying thread. */
    public StateView appliedState() {
        return history.stateAt(history.size() - 1);
    }

    /** Checks an entry against all that was applied and applies it, unseen. For the applying thread. */
    public EntryCheck.Verdict checkAndApply(LogEntry entry, byte[] canonical) {
        EntryCheck.Verdict verdict = check.check(entry, appliedSize(), appliedTime(), appliedState());
        if (verdict instanceof EntryCheck.Verdict.Holds(List<Event> events)) {
            apply(entry, canonical, events);
        }
        return verdict;
    }

    /** Applies an entry that holds, with its canonical bytes, unseen. For the applying thread. */
    public void apply(LogEntry entry, byte[] canonical, List<Event> events) {
        merkle.append(MerkleTree.leafHash(canonical));
        history.apply(entry, events);
        handovers.applied(entry);
    }

    /** Root over applied entries, published or not. For the applying thread. */
    public Digest appliedRoot(long size) {
        return merkle.root(size);
    }

    /** Root of the state after applied entries, published or not. For the applying thread. */
    public Digest appliedStateRoot(long size) {
        return states.after(size).root();
    }

    /** Lets readers see the entries below a position. */
    public void publish(long size) {
        board.publish(headOf(size));
    }

    /** Ends subscriptions and reads with an exception. */
    public void end(Supplier<RuntimeException> reason) {
        board.end(reason);
    }

    /** Throws what ended the chain, if something did. */
    public void requireOpen() {
        if (closed) {
            throw EntryReader.closedException();
        }
        board.requireOpen();
    }

    /** What ended the chain, if something did: a sentence. */
    public Optional<String> ended() {
        return board.ended();
    }

    /** How far the chain is published. */
    public Head head() {
        return board.head();
    }

    /** Waits until an entry is published; false if time is over or the chain ended first. */
    public boolean await(long position, Duration patience) throws InterruptedException {
        return board.await(position, HeadBoard.bounded(patience));
    }

    @Override
    public ReplicaView view() {
        return viewAt(head().position());
    }

    @Override
    public ReplicaView viewAt(long position) {
        requirePublished(position);
        return new ReplicaView(position, history.time(position), history.stateAt(position));
    }

    /** Reads at the head. */
    public LedgerRead read(LedgerQuery query) {
        return reader.read(query, head().position());
    }

    /** Names the whole state right after a published entry. */
    public Digest stateDigest(long position) {
        requirePublished(position);
        return StateDigest.of(history.versions(position).all(position));
    }

    /** The receipt of a published command, by the digest of its payload. */
    public Optional<SubmitOutcome.Committed> receipt(Digest command) {
        return reader.receipt(command, head().position());
    }

    /** The receipt of an applied command, published or not. For the applying thread. */
    public Optional<SubmitOutcome.Committed> appliedReceipt(Digest command) {
        return reader.receipt(command, history.size() - 1);
    }

    /** Canonical bytes of a published entry, compared with what was appended. */
    public byte[] entryBytes(long position) {
        requirePublished(position);
        return reader.bytes(position);
    }

    /** A published entry with its events. */
    public LedgerUpdate update(long position) {
        requirePublished(position);
        return reader.update(position);
    }

    /** The log's keys, and the heads that hand it over. */
    public Handovers handovers() {
        return handovers;
    }

    /** Snapshots of this chain. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** Delivers published entries from a position on. */
    public LedgerSubscription eventsFrom(long position) {
        requireOpen();
        return new ChainSubscription(this, position);
    }

    /** The tree over published entries. */
    public PublishedTree tree() {
        return new PublishedTree(merkle, states, board, handovers);
    }

    /** Ends everything that reads and closes the files; the appending thread has ended before. */
    @Override
    public void close() {
        closed = true;
        snapshots.close();
        reader.close();
        try (log;
                states;
                history) {
            board.end(EntryReader::closedException);
        }
    }

    private void append(LogEntry genesis) {
        byte[] canonical = genesis.encode();
        if (checkAndApply(genesis, canonical) instanceof EntryCheck.Verdict.Fails(String detail)) {
            throw new ChainInvalidException(0, detail);
        }
        log.append(List.of(canonical));
    }

    /** All up to a snapshot, replayed anew from the log. */
    private History past(long size, Digest stateRoot, SignatureWarmer warmer) {
        return PastReplay.of(reader::bytes, check, warmer, size, stateRoot);
    }

    private void damaged(LogDamagedException damage) {
        end(() -> new LedgerUnavailableException(damage.getMessage(), damage));
    }

    private Head headOf(long size) {
        return new Head(size, history.time(size - 1), merkle.root(size));
    }

    private void requirePublished(long position) {
        if (position < 0 || position > head().position()) {
            throw new IllegalArgumentException(
                    "expected a position of 0 to " + head().position() + ", found " + position);
        }
    }
}
