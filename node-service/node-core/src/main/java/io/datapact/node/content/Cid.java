package io.datapact.node.content;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Content identifier, version 1, base32 text: names a block by codec and SHA-256. Two kinds exist here: {@code raw}
 * (bytes of content) and {@code dag-pb} (a list of links to further blocks). Source: multiformats CIDv1.
 *
 * @param value text form, 59 characters, {@code b} and lower-case base32 without padding
 */
public record Cid(String value) {
    /** Bytes of the binary form: version, codec, hash code, hash length, digest. */
    public static final int BYTES = 36;

    /** Characters of the text form. */
    public static final int TEXT_LENGTH = 59;

    private static final int DIGEST_BYTES = 32;
    private static final int HEADER_BYTES = BYTES - DIGEST_BYTES;
    private static final byte VERSION_1 = 0x01;
    private static final byte SHA2_256 = 0x12;

    /** What the named block holds. */
    public enum Codec {
        /** Bytes of content as they are. */
        RAW((byte) 0x55),
        /** A node of links, protocol-buffers form. */
        DAG_PB((byte) 0x70);

        private final byte code;

        Codec(byte code) {
            this.code = code;
        }
    }

    /** Checks the text: exact length, alphabet, header, no spare bits. */
    public Cid {
        Objects.requireNonNull(value, "value");
        codecOf(decode(value));
    }

    /**
     * Names a block.
     *
     * @param codec what the block holds
     * @param sha256 its digest, 32 bytes, copied
     */
    public static Cid of(Codec codec, byte[] sha256) {
        if (sha256.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("expected a digest of 32 bytes, found " + sha256.length);
        }
        byte[] bytes = new byte[BYTES];
        bytes[0] = VERSION_1;
        bytes[1] = codec.code;
        bytes[2] = SHA2_256;
        bytes[3] = DIGEST_BYTES;
        System.arraycopy(sha256, 0, bytes, HEADER_BYTES, DIGEST_BYTES);
        return new Cid("b" + Base32Lower.encode(bytes));
    }

    /**
     * Reads the binary form.
     *
     * @param bytes 36 bytes, not kept
     * @throws IllegalArgumentException if length, version, codec or hash is another one
     */
    public static Cid ofBytes(byte[] bytes) {
        codecOf(bytes);
        return new Cid("b" + Base32Lower.encode(bytes));
    }

    /** What the named block holds. */
    public Codec codec() {
        return codecOf(decode(value));
    }

    /** Binary form, 36 bytes, the caller's own copy. */
    public byte[] bytes() {
        return decode(value);
    }

    /** SHA-256 of the named block, 32 bytes, the caller's own copy. */
    public byte[] sha256() {
        return Arrays.copyOfRange(decode(value), HEADER_BYTES, BYTES);
    }

    @Override
    public String toString() {
        return value;
    }

    private static byte[] decode(String text) {
        if (text.length() != TEXT_LENGTH || text.charAt(0) != 'b') {
            throw new IllegalArgumentException(
                    "expected a content identifier of 59 characters that starts with b, found %d characters"
                            .formatted(text.length()));
        }
        return Base32Lower.decode(text.substring(1));
    }

    private static Codec codecOf(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION_1 || bytes[2] != SHA2_256 || bytes[3] != DIGEST_BYTES) {
            throw new IllegalArgumentException(
                    "expected a version 1 content identifier with a SHA-256 digest, 36 bytes, found header "
                            + HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, HEADER_BYTES))));
        }
        for (Codec codec : Codec.values()) {
            if (codec.code == bytes[1]) {
                return codec;
            }
        }
        throw new IllegalArgumentException("expected codec raw (55) or dag-pb (70), found %02x".formatted(bytes[1]));
    }
}
