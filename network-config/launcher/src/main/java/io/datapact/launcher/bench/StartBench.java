package io.datapact.launcher.bench;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.launcher.demo.Rehearsal;
import io.datapact.launcher.rest.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From the last approval's being asked for to the start's being on the ledger, over five processes: the approval is
 * signed and committed, replicas hear of it, every party's Ready is collected over mutual TLS, the start is committed.
 */
final class StartBench {
    private static final List<String> PARTIES = List.of("bank-a", "telco-b", "clearing-c");
    private static final int STARTS = 31;
    private static final int WARM_UPS = 40;
    private static final int MAXIMUM_TRIES = 2_000;
    private static final long END_SECONDS = 60;
    private static final int WHOLE = 100;

    private StartBench() {}

    static List<BenchLine> run() {
        Path folder = LedgerBench.temporary();
        try (Rehearsal rehearsal = new Rehearsal(folder)) {
            double[] seconds = new double[STARTS];
            for (int i = 0; i < WARM_UPS + STARTS; i++) {
                double once = once(rehearsal, "bank-a/start-" + i, i + 1);
                if (i >= WARM_UPS) {
                    seconds[i - WARM_UPS] = once;
                }
            }
            return List.of(BenchLine.of("start.approval-to-start", 1, 3, "loopback-mtls", seconds, 0));
        } finally {
            Demo.delete(folder);
        }
    }

    private static double once(Rehearsal rehearsal, String task, int slot) {
        String digest = rehearsal.allButOneApproval(task, slot);
        long begin = System.nanoTime();
        rehearsal.approve("clearing-c", task, digest);
        for (int i = 0; i < MAXIMUM_TRIES; i++) {
            Answer answer = rehearsal.post("bank-a", "operator", "/v1/runs", Map.of("task", task, "run", 1));
            if (answer.done()) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                awaitEnd(rehearsal, task);
                return seconds;
            }
            if (!answer.reason().equals("APPROVAL_MISSING")) {
                throw new LaunchException("expected the start to be filed, found " + answer.sentence());
            }
        }
        throw new LaunchException("expected the start to be filed within " + MAXIMUM_TRIES + " tries, found none was");
    }

    /** The next start shall not compete with this one's computation, at whichever party. */
    private static void awaitEnd(Rehearsal rehearsal, String task) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        while (!PARTIES.stream().allMatch(party -> over(rehearsal, party, task))) {
            if (System.nanoTime() > until) {
                throw new LaunchException("expected the run of " + task + " to end within " + END_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean over(Rehearsal rehearsal, String party, String task) {
        return rehearsal.run(party, task).path("percent").asInt(0) == WHOLE;
    }
}
