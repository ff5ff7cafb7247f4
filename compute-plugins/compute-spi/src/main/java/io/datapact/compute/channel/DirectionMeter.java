package io.datapact.compute.channel;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Counts one direction of a channel, keeps its transcript digest, and each message and their total within the limits.
 * Thread-safe.
 */
public final class DirectionMeter {
    private final int peer;
    private final ChannelLimits limits;
    private final MessageDigest transcript = Digest.sha256();
    private long messages;
    private long bytes;

    /**
     * Starts at nothing.
     *
     * @param peer party index named in failures
     * @param limits of the channel; the largest message and the total bound this direction
     */
    public DirectionMeter(int peer, ChannelLimits limits) {
        this.peer = peer;
        this.limits = limits;
    }

    /**
     * Counts a message.
     *
     * @throws RunFailedException MESSAGE_TOO_LARGE if the message exceeds its bound, LIMIT if the total would; the
     *     message is not counted
     */
    public synchronized void count(byte[] message) {
        if (message.length > limits.maximumMessageBytes()) {
            throw RunFailedException.at(
                    peer,
                    RunFailure.MESSAGE_TOO_LARGE,
                    "expected a message of at most %d bytes, found %d"
                            .formatted(limits.maximumMessageBytes(), message.length));
        }
        if (message.length > limits.totalBytes() - bytes) {
            throw RunFailedException.at(
                    peer,
                    RunFailure.LIMIT,
                    "expected at most %d bytes in the run, found %d and a message of %d more"
                            .formatted(limits.totalBytes(), bytes, message.length));
        }
        messages++;
        bytes += message.length;
        transcript.update(
                ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array());
        transcript.update(message);
    }

    /** Counts so far. */
    public synchronized Reading read() {
        return new Reading(messages, bytes, Digest.wrap(snapshot()));
    }

    private byte[] snapshot() {
        try {
            return ((MessageDigest) transcript.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("expected a SHA-256 that can be copied, found one that cannot", e);
        }
    }

    /**
     * State of a meter.
     *
     * @param messages whole messages
     * @param bytes bytes of them, without framing
     * @param transcript SHA-256 over them, each behind its length as 4 bytes, big-endian
     */
    public record Reading(long messages, long bytes, Digest transcript) {}
}
