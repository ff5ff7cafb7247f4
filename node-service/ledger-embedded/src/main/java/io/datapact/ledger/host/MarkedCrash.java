package io.datapact.ledger.host;

import io.datapact.ledger.local.CrashPoint;
import io.datapact.ledger.local.CrashPoints;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * For tests that kill the host from outside: at the n-th passing of a named crash point it prints
 * {@code crash-point <name>} and holds the writing thread, so that kill -9 hits exactly there. Set by the system property
 * or environment variable {@code datapact.crash.marker} (as an environment variable {@code DATAPACT_CRASH_MARKER}):
 * a name, or name:n. Without it nothing is held.
 */
final class MarkedCrash implements CrashPoints {
    static final String PROPERTY = "datapact.crash.marker";
    static final String VARIABLE = "DATAPACT_CRASH_MARKER";

    private static final long HELD_SECONDS = 60;

    private final CrashPoint point;
    private final AtomicLong passings;
    private final PrintStream out;
    private final CountDownLatch never = new CountDownLatch(1);

    private MarkedCrash(CrashPoint point, long passings, PrintStream out) {
        this.point = point;
        this.passings = new AtomicLong(passings);
        this.out = out;
    }

    /** The crash point set for this process, if any. */
    static CrashPoints ofProcess(PrintStream out) {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .map(setting -> of(setting, out))
                .orElseGet(CrashPoints::none);
    }

    static CrashPoints of(String setting, PrintStream out) {
        String[] parts = setting.split(":", 2);
        Optional<CrashPoint> point = Arrays.stream(CrashPoint.values())
                .filter(candidate -> candidate.toString().equals(parts[0]))
                .findFirst();
        // Other programs of the same demo have points of their own under the same name.
        if (point.isEmpty()) {
            return CrashPoints.none();
        }
        long passings = parts.length == 1 ? 1 : Long.parseLong(parts[1]);
        return new MarkedCrash(point.get(), passings, out);
    }

    @Override
    public void reached(CrashPoint reached) {
        if (reached != point || passings.decrementAndGet() != 0) {
            return;
        }
        out.println("crash-point " + point);
        out.flush();
        try {
            boolean released = never.await(HELD_SECONDS, TimeUnit.SECONDS);
            if (released) {
                throw new IllegalStateException("nothing releases a crash point");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
