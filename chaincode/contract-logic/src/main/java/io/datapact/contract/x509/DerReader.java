package io.datapact.contract.x509;

import java.util.Arrays;

/** Reads DER (X.690) values one after another out of a slice of an array. Definite, shortest lengths only. */
final class DerReader {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int UTF8_STRING = 0x0c;
    static final int PRINTABLE_STRING = 0x13;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int EXPLICIT_0 = 0xa0;
    static final int EXPLICIT_3 = 0xa3;

    private final byte[] bytes;
    private final int end;
    private int at;

    DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** Whether the next value bears the tag. */
    boolean nextIs(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    /** Enters the next value, which must bear the tag. */
    DerReader enter(int tag) {
        int from = header(tag);
        return new DerReader(bytes, from, at);
    }

    /** Content of the next value, which must bear the tag. */
    byte[] content(int tag) {
        int from = header(tag);
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** The next value whole, with its header. */
    byte[] whole(int tag) {
        int from = at;
        header(tag);
        return Arrays.copyOfRange(bytes, from, at);
    }

    void requireEnd(String what) {
        if (at != end) {
            throw new DerException("expected the end of " + what + ", found more");
        }
    }

    /** Steps over the next value; returns where its content begins. */
    private int header(int tag) {
        if (!nextIs(tag)) {
            throw new DerException("expected DER tag 0x" + Integer.toHexString(tag) + ", found another or the end");
        }
        int from = at + 1;
        int length = lengthAt(from);
        from += lengthBytes(length);
        if (length > end - from) {
            throw new DerException("expected a DER value within its container, found one that reaches beyond");
        }
        at = from + length;
        return from;
    }

    private int lengthAt(int from) {
        if (from >= end) {
            throw new DerException("expected a DER length, found the end");
        }
        int first = bytes[from] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int more = first & 0x7f;
        if (more < 1 || more > 2 || from + more >= end) {
            throw new DerException("expected a definite DER length of at most 65535, found another");
        }
        int length = 0;
        for (int i = 1; i <= more; i++) {
            length = (length << 8) | (bytes[from + i] & 0xff);
        }
        if (lengthBytes(length) != more + 1) {
            throw new DerException("expected the shortest DER length, found a longer one");
        }
        return length;
    }

    private static int lengthBytes(int length) {
        return length < 0x80 ? 1 : length < 0x100 ? 2 : 3;
    }
}
