package io.datapact.audit.rule;

/**
 * Where evidence lies.
 *
 * @param file    path in the bundle; empty for the bundle as a whole
 * @param pointer JSON pointer (RFC 6901) into the file, or into the payload of the envelope that it holds
 */
public record Reference(String file, String pointer) {
    /** A whole file. */
    public static Reference of(String file) {
        return new Reference(file, "");
    }

    @Override
    public String toString() {
        return pointer.isEmpty() ? file : file + "#" + pointer;
    }
}
