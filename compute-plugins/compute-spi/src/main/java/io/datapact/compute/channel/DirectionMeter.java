package io.datapact.compute.channel;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Counts one direction of a channel, keeps its transcript digest and its total within the limit. Thread-safe. */
public final class DirectionMeter {
    private final int peer;
    private final long totalBytes;
    private final MessageDigest transcript = Digest.sha256();
    private long messages;
    private long bytes;

    /**
     * Starts at nothing.
     *
     * @param peer party index named in failures
     * @param totalBytes most bytes of this direction
     */
    public DirectionMeter(int peer, long totalBytes) {
        this.peer = peer;
        this.totalBytes = totalBytes;
    }

    /**
     * Counts a message.
     *
     * @throws RunFailedException LIMIT if the total would exceed its bound; the message is not counted
     */
    public synchronized void count(byte[] message) {
        if (message.length > totalBytes - bytes) {
            throw RunFailedException.at(
                    peer,
                    RunFailure.LIMIT,
                    "expected at most %d bytes in the run, found %d and a message of %d more"
                            .formatted(totalBytes, bytes, message.length));
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
