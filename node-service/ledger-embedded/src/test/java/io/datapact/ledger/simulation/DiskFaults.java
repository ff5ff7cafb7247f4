package io.datapact.ledger.simulation;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What goes wrong with one machine's disk, and at which of its operations the machine stops. */
final class DiskFaults {
    private static final int POWER_CUTS_OF_THREE = 2;

    private final String machine;
    private final Scheduler chance;
    private final Trace trace;
    private final Supplier<Faults> faults;
    private OptionalLong stopAt = OptionalLong.empty();
    private long operations;
    private boolean full;

    DiskFaults(String machine, Scheduler chance, Trace trace, Supplier<Faults> faults) {
        this.machine = machine;
        this.chance = chance;
        this.trace = trace;
        this.faults = faults;
    }

    /** Stops the machine at one operation, counted from the first. */
    void stopAt(long operation) {
        stopAt = OptionalLong.of(operation);
    }

    long operations() {
        return operations;
    }

    /** Somebody frees space. */
    void free() {
        full = false;
    }

    void before(String what) {
        if (due()) {
            stop("before-" + what);
        }
    }

    void after(String what) {
        if (due()) {
            stop("after-" + what);
        }
    }

    /** How many bytes of a write are written before the machine stops; all of them mostly. */
    int stopInWrite(int bytes) {
        return due() && bytes > 0 ? chance.below(bytes) : bytes;
    }

    /** How many bytes of a write fit. */
    int room(int bytes) {
        if (!full && faults.get().diskFull() > 0 && chance.chance(faults.get().diskFull())) {
            full = true;
        }
        if (full) {
            trace.note(machine, "disk-full", "");
            return bytes / 2;
        }
        return bytes;
    }

    void sync() throws IOException {
        if (faults.get().diskError() > 0 && chance.chance(faults.get().diskError())) {
            trace.note(machine, "sync-failed", "");
            throw new IOException("Input/output error");
        }
    }

    void stop(String where) {
        trace.note(machine, "stops", where);
        throw new Crash(chance.below(3) < POWER_CUTS_OF_THREE);
    }

    private boolean due() {
        long operation = operations++;
        if (stopAt.isPresent() && stopAt.getAsLong() == operation) {
            return true;
        }
        return faults.get().crash() > 0 && chance.chance(faults.get().crash());
    }
}
