package io.datapact.protocols.psi;

import io.datapact.protocols.Fault;
import io.datapact.protocols.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Short digests of doubly blinded identifiers, in the order in which their owner sent them. Equal identifiers of the
 * two sides have equal tags; nothing else can be read from a tag without both scalars.
 */
public final class Tags {
    /** Statistical security: some pair of different identifiers shares a tag with probability at most 2^-40. */
    public static final int SECURITY_BITS = 40;

    /** Widest tag, in bytes. */
    public static final int MOST_BYTES = 32;

    private final int width;
    private final byte[] bytes;

    /**
     * From bytes, one tag after the other.
     *
     * @param width bytes of a tag, 1 to 32
     * @param bytes a multiple of the width; handed over
     */
    public Tags(int width, byte[] bytes) {
        if (width < 1 || width > MOST_BYTES || bytes.length % width != 0) {
            throw new IllegalArgumentException(
                    "expected tags of 1 to 32 bytes, found " + bytes.length + " bytes for a width of " + width);
        }
        this.width = width;
        this.bytes = bytes;
    }

    /** Bytes of a tag for sets of these sizes: 40 + log2(n m) bits, rounded up. */
    public static int width(int own, int peer) {
        long pairs = Math.max(1L, (long) own * peer);
        int log = Long.SIZE - Long.numberOfLeadingZeros(pairs - 1);
        return (SECURITY_BITS + log + 7) / 8;
    }

    /** Number of tags. */
    public int size() {
        return bytes.length / width;
    }

    /** Bytes of a tag. */
    public int width() {
        return width;
    }

    /** All tags, one after the other; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Tags from here on, at most so many, as bytes. */
    byte[] bytes(int from, int count) {
        int here = Math.min(count, size() - from);
        return ByteBuffer.allocate(here * width)
                .put(bytes, from * width, here * width)
                .array();
    }

    private ByteBuffer tag(int index) {
        return ByteBuffer.wrap(bytes, index * width, width);
    }

    /**
     * Positions in this list of the tags that the other list has too, ordered by tag, so that both owners get their
     * common identifiers in the same order.
     *
     * @throws ProtocolException PEERS_DISAGREE when widths differ or one list holds a tag twice: with sets on both
     *     sides this happens with probability 2^-40
     */
    public int[] positionsIn(Tags other) {
        if (width != other.width) {
            throw new ProtocolException(
                    Fault.PEERS_DISAGREE, "expected tags of " + width + " bytes, found " + other.width);
        }
        Map<ByteBuffer, Integer> positions = positions();
        List<ByteBuffer> common = new ArrayList<>();
        for (ByteBuffer tag : other.positions().keySet()) {
            if (positions.containsKey(tag)) {
                common.add(tag);
            }
        }
        common.sort(Comparator.naturalOrder());
        return common.stream().mapToInt(positions::get).toArray();
    }

    private Map<ByteBuffer, Integer> positions() {
        Map<ByteBuffer, Integer> positions = HashMap.newHashMap(size());
        for (int i = 0; i < size(); i++) {
            if (positions.put(tag(i), i) != null) {
                throw new ProtocolException(
                        Fault.PEERS_DISAGREE,
                        "expected different tags, found one twice; either a side sent an identifier twice, or a "
                                + "collision of probability 2^-40 occurred: run again");
            }
        }
        return positions;
    }
}
