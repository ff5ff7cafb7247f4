package io.datapact.ledger.simulation;

/** A machine stops in the middle of what its program does. An error, since no program catches it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean power;

    /**
     * Stops a machine.
     *
     * @param power whether the power was cut, so that the disk loses what was not synced; else the process alone died
     */
    Crash(boolean power) {
        super(power ? "power cut" : "process killed", null, false, false);
        this.power = power;
    }

    boolean power() {
        return power;
    }
}
