package io.datapact.transport.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts messages into chunks, and puts those of one direction together again, within a bound. For one thread. */
final class Chunks {
    /** Longest chunk, in bytes. */
    static final int MAXIMUM_CHUNK_BYTES = 1 << 20;

    /** Bound of an encoded frame, in bytes. */
    static final int MAXIMUM_FRAME_BYTES = MAXIMUM_CHUNK_BYTES + 1024;

    private final int maximumMessageBytes;
    private ByteString begun = ByteString.EMPTY;

    Chunks(int maximumMessageBytes) {
        this.maximumMessageBytes = maximumMessageBytes;
    }

    /** Frames of a message, at least one; they share the array. */
    static List<ChannelFrame> cut(byte[] message) {
        List<ChannelFrame> frames = new ArrayList<>(1);
        int at = 0;
        do {
            int length = Math.min(MAXIMUM_CHUNK_BYTES, message.length - at);
            ByteString content = UnsafeByteOperations.unsafeWrap(message, at, length);
            at += length;
            frames.add(ChannelFrame.newBuilder()
                    .setChunk(Chunk.newBuilder().setContent(content).setMore(at < message.length))
                    .build());
        } while (at < message.length);
        return frames;
    }

    /** Whether this chunk would make its message longer than the bound. */
    boolean exceededBy(Chunk chunk) {
        return (long) begun.size() + chunk.getContent().size() > maximumMessageBytes;
    }

    /** Whether more follows although nothing came: such a message would never end. */
    static boolean isIdle(Chunk chunk) {
        return chunk.getMore() && chunk.getContent().isEmpty();
    }

    /** Takes the next chunk; gives the message if it is whole. */
    Optional<byte[]> add(Chunk chunk) {
        ByteString sofar = begun.concat(chunk.getContent());
        if (chunk.getMore()) {
            begun = sofar;
            return Optional.empty();
        }
        begun = ByteString.EMPTY;
        return Optional.of(sofar.toByteArray());
    }
}
