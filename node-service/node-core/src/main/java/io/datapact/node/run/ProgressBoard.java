package io.datapact.node.run;

import io.datapact.contract.run.RunId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How far each run is at this node; in memory, for people. */
public final class ProgressBoard {
    private final Map<RunId, RunProgress> runs = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /** An empty board. */
    public ProgressBoard(InstantSource clock) {
        this.clock = clock;
    }

    /** How far a run is here, or empty if this node has not touched it since it started. */
    public Optional<RunProgress> of(RunId run) {
        return Optional.ofNullable(runs.get(run));
    }

    void stage(RunId run, String stage) {
        runs.merge(
                run,
                new RunProgress(run, stage, "", 0, 0, "", clock.millis()),
                (old, fresh) -> new RunProgress(run, stage, "", 0, 0, old.cause(), fresh.since()));
    }

    void phase(RunId run, String phase, long done, long total) {
        runs.computeIfPresent(
                run, (id, old) -> new RunProgress(id, old.stage(), phase, done, total, old.cause(), old.since()));
    }

    void ended(RunId run, String cause) {
        runs.merge(run, new RunProgress(run, "ended", "", 0, 0, cause, clock.millis()), (old, fresh) -> fresh);
    }
}
