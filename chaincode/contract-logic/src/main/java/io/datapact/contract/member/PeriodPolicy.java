package io.datapact.contract.member;

/**
 * The period in which budgets per period are counted: number {@code t / (days * 86,400,000)} of the transaction's time.
 *
 * @param days length of a period
 */
public record PeriodPolicy(long days) {
    private static final long DAY_MILLIS = 86_400_000;

    public PeriodPolicy {
        Bounds.require("days of a period", days, 1, 3_660);
    }

    /** The number of the period in which a time lies. */
    public long numberAt(long t) {
        return t / (days * DAY_MILLIS);
    }
}
