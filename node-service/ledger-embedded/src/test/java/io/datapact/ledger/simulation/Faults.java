package io.datapact.ledger.simulation;

/**
 * How often what goes wrong.
 *
 * @param crash      that a machine stops at one operation of its disk, or at a crash point
 * @param diskError  that a sync fails
 * @param diskFull   that a write finds the disk full, from then on until somebody frees space
 * @param lost       that a message is lost
 * @param late       that it comes up to half a minute later
 * @param doubled    that it comes twice
 * @param crashMean  mean time between stops of a machine whatever it does, micros
 * @param splitMean  mean time between partitions, micros
 * @param skewMean   mean time between changes of a machine's clock, micros
 */
record Faults(
        double crash,
        double diskError,
        double diskFull,
        double lost,
        double late,
        double doubled,
        long crashMean,
        long splitMean,
        long skewMean) {
    /** Rough weather. */
    static final Faults ROUGH = new Faults(
            0.006, 0.002, 0.001, 0.02, 0.03, 0.03, 20 * Scheduler.MINUTE, 10 * Scheduler.MINUTE, 15 * Scheduler.MINUTE);

    /** Nothing goes wrong. */
    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    boolean any() {
        return !equals(NONE);
    }
}
