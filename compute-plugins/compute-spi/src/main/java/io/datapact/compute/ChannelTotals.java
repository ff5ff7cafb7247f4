package io.datapact.compute;

import io.datapact.contract.id.Digest;

/**
 * What one side of a channel sent and received. The two sides of an undisturbed channel mirror each other.
 *
 * @param messagesSent whole messages
 * @param bytesSent bytes of messages, without framing
 * @param sent SHA-256 over every message sent, each behind its length as 4 bytes, big-endian
 * @param messagesReceived whole messages that the plugin took
 * @param bytesReceived bytes of them
 * @param received the digest over them
 */
public record ChannelTotals(
        long messagesSent, long bytesSent, Digest sent, long messagesReceived, long bytesReceived, Digest received) {
    /** What the peer's totals must be if nothing was lost or changed: sent and received exchanged. */
    public ChannelTotals mirrored() {
        return new ChannelTotals(
                /* messagesSent= */ messagesReceived,
                /* bytesSent= */ bytesReceived,
                /* sent= */ received,
                /* messagesReceived= */ messagesSent,
                /* bytesReceived= */ bytesSent,
                /* received= */ sent);
    }
}
