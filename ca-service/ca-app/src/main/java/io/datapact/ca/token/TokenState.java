package io.datapact.ca.token;

/** What the register knows about a token that somebody sent. */
public sealed interface TokenState {

    /**
     * May be used.
     *
     * @param grant what for
     */
    record Usable(TokenGrant grant) implements TokenState {}

    /** Never given out. */
    record Unknown() implements TokenState {}

    /** Used before. */
    record Used() implements TokenState {}

    /** Past its time. */
    record Expired() implements TokenState {}

    /** Tried in vain too often. */
    record Locked() implements TokenState {}
}
