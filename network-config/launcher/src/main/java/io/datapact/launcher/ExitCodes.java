package io.datapact.launcher;

/** What the process's exit code says. */
public final class ExitCodes {
    /** Done, or all holds. */
    public static final int DONE = 0;

    /** Refused or violated; the reason code was printed. */
    public static final int REFUSED = 1;

    /** Wrong usage. */
    public static final int USAGE = 2;

    /** Infrastructure failed. */
    public static final int INFRASTRUCTURE = 3;

    /** Something critical is unverifiable. */
    public static final int UNVERIFIABLE = 4;

    private ExitCodes() {}
}
