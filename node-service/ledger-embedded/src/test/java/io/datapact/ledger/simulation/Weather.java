package io.datapact.ledger.simulation;

/** Machines that stop by themselves, partitions, clocks that jump. */
final class Weather {
    private static final long LONGEST_SPLIT = 3 * Scheduler.MINUTE;
    private static final long USUAL_SKEW_MILLIS = 45_000;
    private static final long RARE_SKEW_MILLIS = 240_000;

    private final World world;

    Weather(World world) {
        this.world = world;
    }

    void begin() {
        world.machines().forEach(this::planStop);
        world.machines().forEach(this::planSkew);
        planSplit();
    }

    private void planStop(Machine<?> machine) {
        plan(world.faults().crashMean(), () -> {
            if (world.faults().any()) {
                if (machine.program().isPresent()) {
                    machine.stop(world.time().chance(0.5));
                }
                planStop(machine);
            }
        });
    }

    private void planSkew(Machine<?> machine) {
        plan(world.faults().skewMean(), () -> {
            if (world.faults().any()) {
                long most = world.time().chance(0.1) ? RARE_SKEW_MILLIS : USUAL_SKEW_MILLIS;
                long skew = world.time().between(-most, most);
                machine.clock().skew(skew);
                machine.note("clock-skewed", String.valueOf(skew));
                planSkew(machine);
            }
        });
    }

    private void planSplit() {
        plan(world.faults().splitMean(), () -> {
            if (world.faults().any()) {
                Machine<?> machine =
                        world.machines().get(world.time().below(world.machines().size()));
                world.network().cut(machine);
                machine.note("cut-off", "");
                world.time().after(world.time().between(Scheduler.SECOND, LONGEST_SPLIT), world.network()::heal);
                planSplit();
            }
        });
    }

    private void plan(long mean, Runnable action) {
        if (mean < Long.MAX_VALUE) {
            world.time().after(world.time().around(mean), action);
        }
    }
}
