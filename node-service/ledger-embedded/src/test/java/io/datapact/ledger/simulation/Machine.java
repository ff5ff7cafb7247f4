package io.datapact.ledger.simulation;

import io.datapact.ledger.local.CrashPoints;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogWriteException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A machine with a disk, a clock and one program, which stops and starts again. What the program planned dies with it.
 *
 * @param <P> the program
 */
abstract class Machine<P> {
    private static final long LONGEST_DOWN = 2 * Scheduler.MINUTE;

    private final String name;
    private final World world;
    private final DiskFaults faults;
    private final SimulatedDisk disk;
    private final MachineClock clock;
    private Optional<P> program = Optional.empty();
    private long life;

    Machine(String name, World world) {
        this.name = name;
        this.world = world;
        this.faults = new DiskFaults(name, world.time(), world.trace(), world::faults);
        this.disk = new SimulatedDisk(world.time(), faults);
        this.clock = new MachineClock(world.time(), world.start());
    }

    /** Starts the program on the disk as it is. */
    abstract P boot(LogDisk mounted);

    /** The program has started. */
    abstract void up(P started);

    String name() {
        return name;
    }

    World world() {
        return world;
    }

    SimulatedDisk disk() {
        return disk;
    }

    DiskFaults diskFaults() {
        return faults;
    }

    MachineClock clock() {
        return clock;
    }

    Optional<P> program() {
        return program;
    }

    /** Starts the program now; it is started again later if it cannot be. */
    void start() {
        if (program.isPresent()) {
            return;
        }
        guarded(() -> {
            try {
                P started = boot(world.equip(this, disk.mount()));
                program = Optional.of(started);
                note("up", "");
                up(started);
            } catch (LogWriteException | UncheckedIOException e) {
                note("cannot-start", e.getMessage());
                stop(false);
            }
        });
    }

    /** Lets something happen in this machine's program, if that is still the one that planned it. */
    void after(long delay, String what, Runnable action) {
        long planned = life;
        world.time().after(delay, () -> {
            if (planned == life && program.isPresent()) {
                note(what, "");
                guarded(action);
            }
        });
    }

    /** A message reached the machine. */
    void deliver(String what, Runnable action) {
        if (program.isPresent()) {
            note(what, "");
            guarded(action);
        }
    }

    /** The program ends here and now; it is started again after a while. */
    void stop(boolean power) {
        life++;
        program = Optional.empty();
        disk.crash(power);
        note(power ? "power-cut" : "process-ended", "");
        long down = world.faults().any() ? world.time().between(Scheduler.SECOND, LONGEST_DOWN) : Scheduler.SECOND;
        world.time().after(down, () -> {
            faults.free();
            start();
        });
    }

    CrashPoints crashPoints() {
        return point -> faults.before(point.toString());
    }

    void note(String kind, String detail) {
        world.trace().note(name, kind, detail);
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Crash crash) {
            stop(crash.power());
        } catch (RuntimeException e) {
            // A program that dies of something else than its disk is what a simulation looks for.
            StringWriter stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack));
            world.oracle().fail(name + " died of " + stack);
        }
    }
}
