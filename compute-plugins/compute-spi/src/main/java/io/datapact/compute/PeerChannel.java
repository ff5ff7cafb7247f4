package io.datapact.compute;

/**
 * One party's end of the connection to one peer within one run: whole messages, in order, each direction by itself.
 *
 * <p>The flow: the plugin sends and receives in the order that its protocol lays down. A send returns once the message
 * is queued; it blocks while more than the bound is queued. A receive blocks until the peer's next message is there.
 * Either ends within the channel's wait with a {@link RunFailedException} that names the reason, and every later call
 * ends with the same one. When the run is over the node takes the {@link #totals()} for its attestation, where auditors
 * compare both sides, and closes.
 *
 * <p>One thread may send while another receives. Adversary: the transport keeps others out and binds the channel to the
 * run and the peer's certificate; the peer itself may send anything, so each protocol checks what it receives and
 * throws {@link RunFailure#PEER_GARBAGE}.
 */
public interface PeerChannel extends AutoCloseable {
    /** The peer's party index. */
    int peer();

    /**
     * Queues a message for the peer.
     *
     * @param message 0 to {@link ChannelLimits#maximumMessageBytes()} bytes; the channel owns the array from now on
     * @throws RunFailedException MESSAGE_TOO_LARGE, LIMIT, PEER_SLOW, PEER_LOST, PEER_NOT_ADMITTED or CANCELLED
     */
    void send(byte[] message);

    /**
     * Takes the peer's next message.
     *
     * @return 0 to {@link ChannelLimits#maximumMessageBytes()} bytes; the caller owns the array
     * @throws RunFailedException MESSAGE_TOO_LARGE, LIMIT, PEER_SLOW, PEER_LOST, PEER_GARBAGE, PEER_NOT_ADMITTED or
     *     CANCELLED
     */
    byte[] receive();

    /** What was sent and received so far. */
    ChannelTotals totals();

    /**
     * Ends this side: messages already queued still reach the peer, threads that wait here end with CANCELLED, the peer
     * sees PEER_LOST after the last message. Closing again does nothing; never throws.
     */
    @Override
    void close();
}
