package io.datapact.contract.id;

/** The grammar of identifiers: segments of 1 to 40 characters out of {@code a-z 0-9 -}, joined by {@code /}. */
final class Segments {
    /** Longest segment, in characters. */
    static final int MAXIMUM_LENGTH = 40;

    private Segments() {}

    /**
     * Checks that a text has exactly the given number of well-formed segments.
     *
     * @throws IllegalArgumentException saying what was expected and what was found
     */
    static void require(String what, String text, int segments) {
        int count = 1;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                requireLength(what, text, length);
                count++;
                length = 0;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-') {
                length++;
            } else {
                throw new IllegalArgumentException("expected a " + what + " of a-z, 0-9 and -, found character U+"
                        + Integer.toHexString(c) + " at " + i);
            }
        }
        requireLength(what, text, length);
        if (count != segments) {
            throw new IllegalArgumentException(
                    "expected a " + what + " of " + segments + " segments joined by /, found " + count);
        }
    }

    private static void requireLength(String what, String text, int length) {
        if (length < 1 || length > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("expected segments of 1 to " + MAXIMUM_LENGTH + " characters in a "
                    + what + ", found one of " + length + " in a text of " + text.length());
        }
    }

    /** The segment before the first slash. */
    static String first(String text) {
        return text.substring(0, text.indexOf('/'));
    }
}
