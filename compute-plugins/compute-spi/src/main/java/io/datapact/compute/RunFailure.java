package io.datapact.compute;

/** Why a run, or one peer channel of it, ended early. A claim about a peer is what this party saw, never proof. */
public enum RunFailure {
    /** The peer's connection ended, or the peer closed the channel while something was still awaited. */
    PEER_LOST,
    /** The peer neither sent nor read anything within the channel's wait. */
    PEER_SLOW,
    /** The peer sent what the protocol does not allow at this point: wrong length, encoding, value or frame. */
    PEER_GARBAGE,
    /** The peer did not prove to be the party that the run's start names, or speaks of another run. */
    PEER_NOT_ADMITTED,
    /** A message above the channel's bound was to be sent, or came in. */
    MESSAGE_TOO_LARGE,
    /** This party's node, or a person at it, ended the run. */
    CANCELLED,
    /** A limit of the task was reached: bytes to peers, seconds, memory. */
    LIMIT,
    /** An own input is not what the operation can work on: duplicate keys, missing values, numbers out of range. */
    INPUT_REFUSED,
    /** A check that must pass before an output may leave did not. */
    OUTPUT_CHECK,
    /** A consistency check inside the protocol failed: some party deviated, or this software is wrong. */
    PROTOCOL_CHECK
}
