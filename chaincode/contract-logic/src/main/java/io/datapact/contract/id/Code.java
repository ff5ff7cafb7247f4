package io.datapact.contract.id;

/**
 * A code out of a tree, such as a purpose or an operation: one to four segments joined by {@code /}, each of
 * {@code a-z 0-9 -}, as in {@code credit-risk/scoring}. A code covers itself and everything below it.
 */
public record Code(String value) implements Comparable<Code> {
    private static final int MAXIMUM_SEGMENTS = 4;

    public Code {
        int segments = 1 + (int) value.chars().filter(c -> c == '/').count();
        if (segments > MAXIMUM_SEGMENTS) {
            throw new IllegalArgumentException(
                    "expected a code of at most " + MAXIMUM_SEGMENTS + " segments, found " + segments);
        }
        Segments.require("code", value, segments);
    }

    /** Whether the other code is this one or lies below it. */
    public boolean covers(Code other) {
        return other.value.equals(value) || other.value.startsWith(value + "/");
    }

    @Override
    public int compareTo(Code other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
