package io.datapact.node.run;

import io.datapact.contract.id.Code;
import java.util.OptionalInt;

/** Ends a run at this node; caught by the run's worker, which records the cause on the ledger. */
final class RunEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NO_PEER = -1;

    private final transient Code cause;
    private final int peer;

    RunEndedException(Code cause, String message) {
        this(cause, NO_PEER, message, null);
    }

    RunEndedException(Code cause, String message, Throwable below) {
        this(cause, NO_PEER, message, below);
    }

    private RunEndedException(Code cause, int peer, String message, Throwable below) {
        super(message, below);
        this.cause = cause;
        this.peer = peer;
    }

    /** A failure seen on the channel to a peer. */
    static RunEndedException at(OptionalInt peer, Code cause, String message) {
        return new RunEndedException(cause, peer.orElse(NO_PEER), message, null);
    }

    /** The same, with what lies below it. */
    static RunEndedException at(OptionalInt peer, Code cause, String message, Throwable below) {
        return new RunEndedException(cause, peer.orElse(NO_PEER), message, below);
    }

    /** The code for the ledger. */
    Code code() {
        return cause;
    }

    /** The party on whose channel it was seen, or empty. */
    OptionalInt peer() {
        return peer == NO_PEER ? OptionalInt.empty() : OptionalInt.of(peer);
    }
}
