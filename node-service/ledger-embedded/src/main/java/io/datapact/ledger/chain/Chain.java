package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.rules.Event;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.UncheckedIOException;
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
    private final Path folder;
    private final EntryCheck check;
    private final SegmentLog log;
    private final VersionedState state = new VersionedState();
    private final MerkleLog merkle = new MerkleLog();
    private final Applied.Entries applied = new Applied.Entries();
    private final StateTrees states = new StateTrees(state, applied);
    private final HeadBoard board;
    private volatile boolean closed;

    private Chain(Path folder, EntryCheck check, LogDisk disk, SignatureWarmer warmer) {
        this.folder = folder;
        this.check = check;
        ChainReplay replay = new ChainReplay(this, warmer);
        this.log = SegmentLog.open(folder, disk, SegmentLog.SEGMENT_BYTES, replay);
        boolean replayed = false;
        try {
            replay.finish();
            if (log.size() == 0) {
                append(check.genesis().entry());
            }
            this.board = new HeadBoard(headOf(log.size()));
            replayed = true;
        } finally {
            if (!replayed) {
                log.close();
            }
        }
    }

    /**
     * Opens the chain of a folder and replays it; an empty folder becomes the chain of the genesis alone.
     *
     * @throws ChainInvalidException                          if an entry does not hold
     * @throws LogDamagedException                            if the files are damaged
     * @throws io.datapact.ledger.log.FolderInUseException    if the folder is in use
     */
    public static Chain open(Path folder, EntryCheck check, LogDisk disk, SignatureWarmer warmer) {
        return new Chain(folder, check, disk, warmer);
    }

    /** Whether a folder holds a chain already. */
    public static boolean exists(Path folder, LogDisk disk) {
        return disk.exists(folder.resolve(SegmentLog.FIRST_FILE));
    }

    /** The log below; its one appending thread is the caller's. */
    public SegmentLog log() {
        return log;
    }

    /** The network's genesis. */
    public GenesisEntry genesis() {
        return check.genesis();
    }

    /** The check that entries pass. */
    public EntryCheck check() {
        return check;
    }

    /** Number of entries applied, published or not. For the applying thread. */
    public long appliedSize() {
        return applied.size();
    }

    /** Time of the last entry applied. For the applying thread. */
    public long appliedTime() {
        return applied.size() == 0 ? 0 : applied.get(applied.size() - 1).time();
    }

    /** State after the last entry applied. For the applying thread. */
    public StateView appliedState() {
        return state.at(applied.size() - 1);
    }

    /** Checks an entry against all that was applied and applies it, unseen. For the applying thread. */
    public EntryCheck.Verdict checkAndApply(LogEntry entry, byte[] canonical) {
        EntryCheck.Verdict verdict = check.check(entry, appliedSize(), appliedTime(), appliedState());
        if (verdict instanceof EntryCheck.Verdict.Holds(List<Event> events)) {
            apply(entry, canonical, events);
        }
        return verdict;
    }

    /**
     * Applies an entry that holds, unseen. For the applying thread.
     *
     * @param canonical the entry's canonical bytes
     */
    public void apply(LogEntry entry, byte[] canonical, List<Event> events) {
        state.apply(entry.position(), entry.writes());
        merkle.append(MerkleTree.leafHash(canonical));
        applied.add(new Applied(
                entry.time(), events, entry.writes().stream().map(Write::key).toList()));
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
            throw closedException();
        }
        board.requireOpen();
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
        return new ReplicaView(position, applied.get(position).time(), state.at(position));
    }

    /** Reads at the head. */
    public LedgerRead read(LedgerQuery query) {
        long position = head().position();
        List<String> keys = switch (query) {
            case LedgerQuery.ByKey(String key) -> List.of(key);
            case LedgerQuery.ByPrefix(String prefix, int limit) -> state.keys(prefix, limit, position);
        };
        StateView view = state.at(position);
        return new LedgerRead(
                position,
                keys.stream()
                        .flatMap(key ->
                                view.get(key).map(value -> new LedgerRead.KeyValue(key, Bytes.of(value))).stream())
                        .toList());
    }

    /** Names the whole state right after a published entry. */
    public Digest stateDigest(long position) {
        requirePublished(position);
        return StateDigest.of(state.all(position));
    }

    /** The receipt of a published command, by the digest of its payload. */
    public Optional<SubmitOutcome.Committed> receipt(Digest command) {
        return receipt(command, head().position());
    }

    /** The receipt of an applied command, published or not. For the applying thread. */
    public Optional<SubmitOutcome.Committed> appliedReceipt(Digest command) {
        return receipt(command, applied.size() - 1);
    }

    /** Canonical bytes of a published entry, compared with what was appended. */
    public byte[] entryBytes(long position) {
        requirePublished(position);
        byte[] bytes = readLog(position);
        if (!MerkleTree.leafHash(bytes).equals(merkle.leaf(position))) {
            throw new LogDamagedException(
                    folder, "expected entry " + position + " as it was appended, found other bytes");
        }
        return bytes;
    }

    /** A published entry with its events. */
    public LedgerUpdate update(long position) {
        return switch (LogEntry.parse(entryBytes(position))) {
            case Parsed.Value<LogEntry>(LogEntry entry) ->
                new LedgerUpdate(position, entry, applied.get(position).events());
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new IllegalStateException(
                        "entry " + position + " was checked and cannot be malformed: " + detail);
        };
    }

    /** Delivers published entries from a position on. */
    public LedgerSubscription eventsFrom(long position) {
        requireOpen();
        return new ChainSubscription(this, position);
    }

    /** The tree over published entries. */
    public PublishedTree tree() {
        return new PublishedTree(merkle, states, board);
    }

    /** Ends everything that reads and closes the files; the appending thread has ended before. */
    @Override
    public void close() {
        closed = true;
        board.end(Chain::closedException);
        log.close();
    }

    private byte[] readLog(long position) {
        try {
            return log.read(position);
        } catch (UncheckedIOException e) {
            if (closed) {
                throw closedException();
            }
            throw e;
        }
    }

    private static RuntimeException closedException() {
        return new LedgerClosedException("this ledger was closed; open it again to use it");
    }

    private void append(LogEntry genesis) {
        byte[] canonical = genesis.encode();
        if (checkAndApply(genesis, canonical) instanceof EntryCheck.Verdict.Fails(String detail)) {
            throw new ChainInvalidException(0, detail);
        }
        log.append(List.of(canonical));
    }

    private Optional<SubmitOutcome.Committed> receipt(Digest command, long asOf) {
        return state.writtenAt(CommandKeys.outcome(command).path(), asOf)
                .map(position -> new SubmitOutcome.Committed(
                        position, applied.get(position).time(), command.value()));
    }

    private Head headOf(long size) {
        return new Head(size, applied.get(size - 1).time(), merkle.root(size));
    }

    private void requirePublished(long position) {
        if (position < 0 || position > head().position()) {
            throw new IllegalArgumentException(
                    "expected a position of 0 to " + head().position() + ", found " + position);
        }
    }
}
