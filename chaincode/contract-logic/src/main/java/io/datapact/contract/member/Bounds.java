package io.datapact.contract.member;

/** The limits that records check when they are made. */
public final class Bounds {
    /** Greatest amount of money or count that canonical JSON carries as a number: 2^53 - 1. */
    public static final long MAXIMUM_AMOUNT = (1L << 53) - 1;

    /** Most members on the roster. */
    public static final int MEMBERS = 64;

    /** Most parties, inputs and outputs of a task. */
    public static final int PARTIES = 16;

    /** Highest version number of anything, and highest number in a key. */
    public static final int VERSIONS = 999_999;

    /** Most runs of a task. */
    public static final int RUNS = 1_000;

    /** Greatest weight of a share. */
    public static final long MAXIMUM_WEIGHT = 1_000_000;

    /** Longest list anywhere else in a command. */
    public static final int LIST = 1_000;

    private Bounds() {}

    /**
     * Checks that a number lies within bounds.
     *
     * @throws IllegalArgumentException saying what was expected and what was found
     */
    public static void require(String what, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(
                    "expected " + what + " of " + least + " to " + most + ", found " + found);
        }
    }
}
