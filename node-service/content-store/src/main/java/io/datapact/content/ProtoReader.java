package io.datapact.content;

import java.util.Arrays;

/** Reads fields in the one order that nodes have; every length is checked against its bound before it is used. */
final class ProtoReader {
    private static final int MAXIMUM_VARINT_BITS = 63;

    private final byte[] block;
    private int at;

    /**
     * Reads from the start.
     *
     * @param block not copied, not changed
     */
    ProtoReader(byte[] block) {
        this.block = block;
    }

    boolean nextIs(int tag) {
        return at < block.length && (block[at] & 0xff) == tag;
    }

    long number(int tag) {
        requireTag(tag);
        return varint();
    }

    byte[] bytes(int tag, int maximumBytes) {
        requireTag(tag);
        long length = varint();
        if (length > maximumBytes || length > block.length - at) {
            throw new IllegalArgumentException("expected a field of at most %d bytes at %d, found length %d"
                    .formatted(Math.min(maximumBytes, block.length - at), at, length));
        }
        byte[] content = Arrays.copyOfRange(block, at, at + (int) length);
        at += (int) length;
        return content;
    }

    void end() {
        if (at != block.length) {
            throw new IllegalArgumentException(
                    "expected the end at byte %d, found %d more".formatted(at, block.length - at));
        }
    }

    private void requireTag(int tag) {
        if (!nextIs(tag)) {
            String found = at < block.length ? "%02x".formatted(block[at]) : "the end";
            throw new IllegalArgumentException(
                    "expected field tag %02x at byte %d, found %s".formatted(tag, at, found));
        }
        at++;
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < MAXIMUM_VARINT_BITS; shift += 7) {
            if (at == block.length) {
                throw new IllegalArgumentException("expected more bytes of a number, found the end");
            }
            byte next = block[at++];
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("expected a number of at most 63 bits, found a longer one");
    }
}
