package io.datapact.contract.codec;

/** What reading bytes comes to. */
public sealed interface Parsed<T> {
    /** The bytes are canonical and fit. */
    record Value<T>(T value) implements Parsed<T> {}

    /**
     * They do not.
     *
     * @param path   where, as a JSON pointer (RFC 6901); empty for the whole
     * @param detail what was expected and what was found; never contains the payload's values
     */
    record Malformed<T>(String path, String detail) implements Parsed<T> {}
}
