package io.datapact.node.run;

import io.datapact.contract.run.RunId;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.follow.StartMark;
import io.datapact.node.follow.StartMarks;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Takes this node through every run in which it is a party: when a start appears on the ledger, and again after a
 * restart, a worker plays the run to its end on a thread of its own.
 */
public final class RunEngine implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long CLOSE_SECONDS = 10;

    private final LedgerFollower follower;
    private final StartMarks marks;
    private final RunWorker worker;
    private final ReadyDesk readys;
    private final ProgressBoard progress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<RunId> begun = ConcurrentHashMap.newKeySet();
    private final Map<RunId, String> stuck = new ConcurrentHashMap<>();

    RunEngine(LedgerFollower follower, StartMarks marks, RunWorker worker, ReadyDesk readys, ProgressBoard progress) {
        this.follower = follower;
        this.marks = marks;
        this.worker = worker;
        this.readys = readys;
        this.progress = progress;
    }

    /** Begins to listen; before the follower starts. */
    void listen() {
        follower.listen(this::applied);
    }

    /** How far a run is here. */
    public Optional<RunProgress> progress(RunId run) {
        return progress.of(run);
    }

    /** Runs that cannot go on at this node, with why: for operators. */
    public Map<RunId, String> stuck() {
        return Map.copyOf(stuck);
    }

    /** Stops; what was under way goes on after a restart. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the marks, not by the entries' events, which a replica that began with a snapshot would have to replay for. */
    private void applied(LedgerUpdate update) {
        marks.at(update.position()).ifPresent(this::begin);
    }

    private void begin(StartMark start) {
        readys.started(start.run());
        if (begun.add(start.run()) && !threads.isShutdown()) {
            threads.execute(() -> play(start));
        }
    }

    private void play(StartMark start) {
        try {
            boolean ended = false;
            while (!ended) {
                ended = tried(start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Plays a run; says false where it may be played again after a rest. */
    private boolean tried(StartMark start) throws InterruptedException {
        try {
            worker.play(start);
            stuck.remove(start.run());
            return true;
        } catch (LedgerUnavailableException
                | StoreUnavailableException
                | EvidenceUnavailableException
                | ContentStoreException
                | RunEndedException e) {
            // What a run's end met with: a command refused because the replica trailed is made anew from a newer state.
            stuck.put(start.run(), e.getMessage());
            Thread.sleep(RETRY);
            return false;
        } catch (LedgerClosedException | LedgerDivergedException e) {
            stuck.put(start.run(), e.getMessage());
            return true;
        } catch (RuntimeException e) {
            // The outermost handler of this thread: a fault here must show, and must not take other runs along.
            stuck.put(start.run(), "a fault of this software: " + e);
            progress.ended(start.run(), EndCause.INTERNAL + ": " + e);
            return true;
        }
    }
}
