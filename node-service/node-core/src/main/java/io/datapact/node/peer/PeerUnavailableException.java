package io.datapact.node.peer;

import io.datapact.contract.id.NodeId;

/** A node did not answer; whether it took the message is unknown. Asking again is safe. */
public final class PeerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient NodeId node;
    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** No address is known, or no connection came about or held. */
        UNREACHABLE,
        /** One side's TLS certificate is not the one that the other takes. */
        NOT_ADMITTED,
        /** No answer within the wait. */
        SLOW,
        /** An answer that is none, or above its bound. */
        GARBAGE
    }

    /** With the node, and expected and found. */
    public PeerUnavailableException(NodeId node, Kind kind, String message) {
        super("node " + node + ": " + kind + ": " + message);
        this.node = node;
        this.kind = kind;
    }

    /** With what lies below it. */
    public PeerUnavailableException(NodeId node, Kind kind, String message, Throwable cause) {
        this(node, kind, message);
        initCause(cause);
    }

    /** The node asked. */
    public NodeId node() {
        return node;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
