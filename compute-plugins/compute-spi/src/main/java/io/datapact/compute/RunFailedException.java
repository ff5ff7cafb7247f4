package io.datapact.compute;

import java.util.OptionalInt;

/** Ends a run at this party with a named reason. The message states expected and found, and no row values. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NO_PEER = -1;

    private final RunFailure failure;
    private final int peer;
    private final String detail;

    private RunFailedException(RunFailure failure, int peer, String message) {
        super(failure + (peer == NO_PEER ? "" : " (party " + peer + ")") + ": " + message);
        this.failure = failure;
        this.peer = peer;
        this.detail = message;
    }

    /** A failure that no peer is named in. */
    public static RunFailedException of(RunFailure failure, String message) {
        return new RunFailedException(failure, NO_PEER, message);
    }

    /**
     * A failure seen on the channel to a peer.
     *
     * @param peer the peer's party index, at least 0
     */
    public static RunFailedException at(int peer, RunFailure failure, String message) {
        if (peer < 0) {
            throw new IllegalArgumentException("expected a party index of at least 0, found " + peer);
        }
        return new RunFailedException(failure, peer, message);
    }

    /** The same failure with what lies below it. */
    public RunFailedException because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** Why. */
    public RunFailure failure() {
        return failure;
    }

    /** Expected and found, without the reason's name. */
    public String detail() {
        return detail;
    }

    /** Party index of the peer on whose channel it was seen, if it was on one. */
    public OptionalInt peer() {
        return peer == NO_PEER ? OptionalInt.empty() : OptionalInt.of(peer);
    }
}
