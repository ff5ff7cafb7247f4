package io.datapact.pki.path;

/** The answer to a {@link PathQuestion}. */
public sealed interface PathVerdict {

    /**
     * The chain is to be believed for what was asked.
     *
     * @param path what was validated
     */
    record Valid(ValidPath path) implements PathVerdict {}

    /**
     * The chain is not to be believed.
     *
     * @param reason the first rule that it breaks
     * @param detail expected and found, for people
     */
    record Invalid(PathFault reason, String detail) implements PathVerdict {}

    /** Tells whether the chain is to be believed. */
    default boolean isValid() {
        return this instanceof Valid;
    }
}
