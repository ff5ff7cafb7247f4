package io.datapact.ledger.simulation;

import java.util.Set;
import java.util.TreeSet;

/** Carries messages between machines: each is lost, late or doubled with some chance, and none keeps its place. */
final class Network {
    private static final long SLOWEST = 40 * Scheduler.MILLI;
    private static final long LATEST = 30 * Scheduler.SECOND;

    private final World world;
    private final Set<String> cut = new TreeSet<>();

    Network(World world) {
        this.world = world;
    }

    /** Sends something that is done with the target when it arrives. */
    void send(Machine<?> from, Machine<?> to, String what, Runnable arrival) {
        Scheduler time = world.time();
        if (cut.contains(from.name())
                || cut.contains(to.name())
                || happens(world.faults().lost())) {
            from.note("lost", what);
            return;
        }
        int copies = happens(world.faults().doubled()) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            boolean late = happens(world.faults().late());
            long delay = late ? time.between(SLOWEST, LATEST) : time.between(Scheduler.MILLI, SLOWEST);
            if (late || i > 0) {
                from.note(late ? "late" : "doubled", what);
            }
            time.after(delay, () -> to.deliver(what, arrival));
        }
    }

    /** Nothing comes from or to a machine. */
    void cut(Machine<?> machine) {
        cut.add(machine.name());
    }

    void heal() {
        cut.clear();
    }

    private boolean happens(double probability) {
        return probability > 0 && world.time().chance(probability);
    }
}
