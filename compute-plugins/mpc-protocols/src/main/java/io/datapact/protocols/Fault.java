package io.datapact.protocols;

/** Why a protocol ended early. */
public enum Fault {
    /** A peer's message has a length, a count, or an encoding that the protocol does not allow at this point. */
    PEER_GARBAGE,
    /** What one side sent is not what the other received, or two peers state different facts. */
    PEERS_DISAGREE,
    /** This party's own input is not one the protocol can work on: duplicates, too many items, sums out of range. */
    INPUT_REFUSED,
    /** The waiting thread was interrupted. */
    INTERRUPTED
}
