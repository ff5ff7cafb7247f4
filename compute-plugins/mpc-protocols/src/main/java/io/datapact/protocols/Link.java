package io.datapact.protocols;

/**
 * One party's end of the connection to one peer: whole messages, in order. The implementation encrypts and knows the
 * peer; it bounds messages and waiting, and throws its own unchecked exception when the peer is lost or too slow.
 */
public interface Link {
    /**
     * Sends one message; may wait while the peer is behind.
     *
     * @param message handed over: the caller no longer changes it
     */
    void send(byte[] message);

    /**
     * Waits for the peer's next message.
     *
     * @return the message; the caller's. The peer may have put anything in it
     */
    byte[] receive();
}
