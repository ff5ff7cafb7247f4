package io.datapact.protocols.replicated;

import io.datapact.protocols.Fault;
import io.datapact.protocols.Link;
import io.datapact.protocols.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** 64-bit words as messages: little-endian, at most 64 KiB a message, the count known to both sides. */
final class Words {
    /** Words in a message. */
    static final int CHUNK = 8192;

    private Words() {}

    /** Sends to one peer while receiving as many from another, chunk by chunk, so that neither side must buffer all. */
    static long[] pass(Link to, long[] words, Link from) {
        long[] in = new long[words.length];
        for (int at = 0; at < words.length; at += CHUNK) {
            sendChunk(to, words, at);
            receiveChunk(from, in, at);
        }
        return in;
    }

    static void send(Link to, long[] words) {
        for (int at = 0; at < words.length; at += CHUNK) {
            sendChunk(to, words, at);
        }
    }

    static long[] receive(Link from, int count) {
        long[] in = new long[count];
        for (int at = 0; at < count; at += CHUNK) {
            receiveChunk(from, in, at);
        }
        return in;
    }

    private static void sendChunk(Link to, long[] words, int at) {
        int here = Math.min(CHUNK, words.length - at);
        ByteBuffer message = ByteBuffer.allocate(here * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        message.asLongBuffer().put(words, at, here);
        to.send(message.array());
    }

    private static void receiveChunk(Link from, long[] in, int at) {
        int here = Math.min(CHUNK, in.length - at);
        byte[] message = from.receive();
        if (message.length != here * Long.BYTES) {
            throw new ProtocolException(
                    Fault.PEER_GARBAGE,
                    "expected " + here + " words of 8 bytes from a peer, found " + message.length + " bytes");
        }
        ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(in, at, here);
    }
}
