package io.datapact.contract.x509;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Parts of a certificate, each replaceable before the whole is written. Nobody looks at the signature. */
final class CertificateParts {
    static final String ORGANISATION = "55040a";
    static final String UNIT = "55040b";
    static final String COMMON_NAME = "550403";
    static final String BASIC_CONSTRAINTS = "551d13";
    static final String KEY_USAGE = "551d0f";

    private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] P256 = hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    byte[] serial = hex("01");
    byte[] innerAlgorithm = ECDSA_SHA256;
    byte[] issuer = tlv(0x30, attribute(COMMON_NAME, "above"));
    byte[] validity = validity(time(0x17, "260101000000Z"), time(0x17, "270101000000Z"));
    byte[] subject = subject("bank-a", "node", "1");
    byte[] spki = join(P256, new byte[64]);
    byte[] extensions = tlv(0xa3, tlv(0x30, extension(KEY_USAGE, hex("03020780"))));
    byte[] outerAlgorithm = ECDSA_SHA256;
    byte[] signature = hex("030100");

    /** Bytes that follow on the extensions, on the signature, and on the certificate. */
    byte[] afterBody = {};

    byte[] afterSignature = {};
    byte[] after = {};

    byte[] write() {
        byte[] body = tlv(
                0x30,
                hex("a003020102"),
                tlv(0x02, serial),
                innerAlgorithm,
                issuer,
                validity,
                subject,
                spki,
                extensions,
                afterBody);
        return join(tlv(0x30, body, outerAlgorithm, signature, afterSignature), after);
    }

    static CertificateParts leaf() {
        return new CertificateParts();
    }

    /** An authority named {@code above}, with the path length in hex or none. */
    static CertificateParts authority(String pathLength) {
        CertificateParts parts = new CertificateParts();
        byte[] length = pathLength.isEmpty() ? new byte[0] : tlv(0x02, hex(pathLength));
        parts.subject = parts.issuer;
        parts.extensions = extensions(
                extension(BASIC_CONSTRAINTS, tlv(0x30, hex("0101ff"), length)), extension(KEY_USAGE, hex("03020204")));
        return parts;
    }

    static byte[] subject(String organisation, String unit, String commonName) {
        return tlv(
                0x30, attribute(ORGANISATION, organisation), attribute(UNIT, unit), attribute(COMMON_NAME, commonName));
    }

    static byte[] attribute(String type, String text) {
        return tlv(0x31, pair(type, text));
    }

    static byte[] pair(String type, String text) {
        return tlv(0x30, tlv(0x06, hex(type)), tlv(0x0c, text.getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] validity(byte[]... times) {
        return tlv(0x30, times);
    }

    static byte[] time(int tag, String text) {
        return tlv(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] extensions(byte[]... extensions) {
        return tlv(0xa3, tlv(0x30, extensions));
    }

    static byte[] extension(String type, byte[] value) {
        return tlv(0x30, tlv(0x06, hex(type)), tlv(0x04, value));
    }

    static byte[] tlv(int tag, byte[]... contents) {
        byte[] content = join(contents);
        byte[] header = content.length < 0x80
                ? new byte[] {(byte) tag, (byte) content.length}
                : content.length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return join(header, content);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
