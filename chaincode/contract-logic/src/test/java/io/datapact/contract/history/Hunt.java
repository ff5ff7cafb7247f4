package io.datapact.contract.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Plays the histories of many seeds, and shrinks the one of the lowest seed that breaks an invariant. */
public final class Hunt {
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /** A history that breaks an invariant, as small as it gets. */
    record Catch(long seed, Violation violation, int drawn, History shrunk) {
        String report() {
            StringBuilder out = new StringBuilder(1_000);
            out.append(violation.invariant()).append(": ").append(violation.fault());
            out.append("\nreplay with -Ddatapact.history.seed=").append(seed);
            out.append("\nof ").append(drawn).append(" acts in a world of ");
            out.append(shrunk.world().members().size());
            out.append(shrunk.world().strict() ? " under four eyes, " : ", ");
            out.append(shrunk.acts().size()).append(" are left:\n");
            shrunk.acts().forEach(act -> out.append("  ").append(act).append('\n'));
            return out.toString();
        }
    }

    private final Tally tally = new Tally();
    private final AtomicLong next;
    private final AtomicLong end;
    private final Map<Long, Violation> found = new TreeMap<>();

    private Hunt(long first, long histories) {
        this.next = new AtomicLong(first);
        this.end = new AtomicLong(first + histories);
    }

    /** Plays so many histories, counted into a tally, up to the first that breaks an invariant. */
    static Optional<Catch> through(long first, long histories, Tally tally) {
        Hunt hunt = new Hunt(first, histories);
        hunt.run();
        tally.add(hunt.tally);
        return hunt.found.entrySet().stream().findFirst().map(entry -> caught(entry.getKey()));
    }

    /**
     * Plays histories from seed 0 on; for rule books of other class loaders.
     *
     * @return name of the invariant broken first, and the report; both empty where none is
     */
    public static List<String> through(long histories) {
        return through(0, histories, new Tally())
                .map(found -> List.of(found.violation().invariant(), found.report()))
                .orElse(List.of("", ""));
    }

    private void run() {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(threads.submit(this::work));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while playing histories", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a history could not be drawn", e.getCause());
        }
    }

    /** Seeds are taken in order, so none below one that breaks an invariant is left out. */
    private void work() {
        Tally own = new Tally();
        for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
            Optional<Violation> violation = new Drawer(seed, own).play();
            own.history();
            if (violation.isPresent()) {
                keep(seed, violation.get());
            }
        }
        tally.add(own);
    }

    private synchronized void keep(long seed, Violation violation) {
        found.put(seed, violation);
        end.accumulateAndGet(seed, Math::min);
    }

    private static Catch caught(long seed) {
        Drawer drawer = new Drawer(seed, new Tally());
        Violation violation = drawer.play()
                .orElseThrow(() -> new IllegalStateException("history " + seed + " broke an invariant once only"));
        History drawn = drawer.history();
        History shrunk = Shrinking.of(drawn, violation, Drawer.isThorough(seed));
        return new Catch(seed, violation, drawn.acts().size(), shrunk);
    }
}
