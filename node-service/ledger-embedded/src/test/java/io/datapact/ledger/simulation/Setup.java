package io.datapact.ledger.simulation;

import io.datapact.ledger.log.LogDisk;
import java.util.function.BiFunction;

/**
 * What is simulated.
 *
 * @param seed    of all chance
 * @param nodes   members' machines, 1 to 9
 * @param faults  until everything is to come to rest
 * @param duration of the faults, micros
 * @param disks   what a machine's program gets as its disk, by the machine's name; usually the disk
 * @param resigns whether clients sign a wish anew when they try again, which none may
 * @param rotation mean time between two changes of the log's key, micros
 */
record Setup(
        long seed,
        int nodes,
        Faults faults,
        long duration,
        BiFunction<String, LogDisk, LogDisk> disks,
        boolean resigns,
        long rotation) {
    private static final long ROTATION = 6 * Scheduler.MINUTE;

    /** Rough weather for a while, and members who replace the log's key. */
    static Setup of(long seed, long duration) {
        int nodes = 2 + Math.floorMod(seed, 4);
        return new Setup(seed, nodes, Faults.ROUGH, duration, (machine, disk) -> disk, false, ROTATION);
    }

    Setup withFaults(Faults other) {
        return new Setup(seed, nodes, other, duration, disks, resigns, rotation);
    }

    Setup withDisks(BiFunction<String, LogDisk, LogDisk> other) {
        return new Setup(seed, nodes, faults, duration, other, resigns, rotation);
    }

    Setup resigning() {
        return new Setup(seed, nodes, faults, duration, disks, true, rotation);
    }

    Setup rotating(long mean) {
        return new Setup(seed, nodes, faults, duration, disks, resigns, mean);
    }
}
