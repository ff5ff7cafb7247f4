package io.datapact.contract.id;

import java.util.Base64;

/** Bytes carried in canonical JSON as base64 (RFC 4648 section 4, with padding, no line breaks). */
public record Bytes(String value) {
    public Bytes {
        byte[] decoded = Base64.getDecoder().decode(value);
        if (!Base64.getEncoder().encodeToString(decoded).equals(value)) {
            throw new IllegalArgumentException(
                    "expected base64 in its one canonical form (RFC 4648 section 3.5), found " + "another spelling of "
                            + decoded.length + " bytes");
        }
    }

    /** Copies the given bytes. */
    public static Bytes of(byte[] content) {
        return new Bytes(Base64.getEncoder().encodeToString(content));
    }

    /** The bytes; the caller owns the array. */
    public byte[] toBytes() {
        return Base64.getDecoder().decode(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
