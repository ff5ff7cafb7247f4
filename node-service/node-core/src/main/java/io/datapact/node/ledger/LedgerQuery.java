package io.datapact.node.ledger;

/** What to read of the state. */
public sealed interface LedgerQuery {
    /** The value under one key. */
    record ByKey(String key) implements LedgerQuery {}

    /**
     * The values under all keys that begin with a prefix.
     *
     * @param prefix beginning of the keys, not empty
     * @param limit  most values returned, 1 to {@link #MAXIMUM_LIMIT}; the first ones by key
     */
    record ByPrefix(String prefix, int limit) implements LedgerQuery {
        /** Most values of one read. */
        public static final int MAXIMUM_LIMIT = 10_000;

        public ByPrefix {
            if (prefix.isEmpty()) {
                throw new IllegalArgumentException("expected a prefix of at least one character, found none");
            }
            if (limit < 1 || limit > MAXIMUM_LIMIT) {
                throw new IllegalArgumentException(
                        "expected a limit of 1 to " + MAXIMUM_LIMIT + " values, found " + limit);
            }
        }
    }
}
