package io.datapact.contract.state;

/**
 * A key of the state with the type of the record kept under it.
 *
 * @param path the key's text: a type prefix and ASCII segments, numbers padded with zeros
 * @param type the record kept under the key, in canonical JSON
 */
public record StateKey<T extends Record>(String path, Class<T> type) {
    private static final int DIGITS = 6;

    /** Writes a number as six digits padded with zeros, so that keys sort as numbers do. */
    public static String number(long n) {
        if (n < 0 || n > 999_999) {
            throw new IllegalArgumentException("expected a number of 0 to 999999 in a key, found " + n);
        }
        String digits = Long.toString(n);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }
}
