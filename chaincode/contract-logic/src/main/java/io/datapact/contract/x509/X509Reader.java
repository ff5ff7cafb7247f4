package io.datapact.contract.x509;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.x509.X509Form.CertificateUse;
import io.datapact.contract.x509.X509Form.SubjectName;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes a certificate apart: RFC 5280, section 4.1, of the narrow kind that the package names. */
final class X509Reader {
    private static final byte[] VERSION_3 = hex("020102");
    private static final byte[] ECDSA_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] P256_SPKI = hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final int SPKI_BYTES = 91;
    private static final String ORGANISATION = "55040a";
    private static final String UNIT = "55040b";
    private static final String COMMON_NAME = "550403";
    private static final int MAXIMUM_NAME_PARTS = 8;

    private X509Reader() {}

    static X509Form read(byte[] der) {
        DerReader outside = new DerReader(der);
        DerReader certificate = outside.enter(DerReader.SEQUENCE);
        outside.requireEnd("the certificate");
        byte[] toBeSigned = certificate.whole(DerReader.SEQUENCE);
        requireSame(certificate.whole(DerReader.SEQUENCE), ECDSA_SHA256, "signature algorithm ECDSA with SHA-256");
        byte[] signature = bits(certificate.content(DerReader.BIT_STRING));
        certificate.requireEnd("the certificate");

        DerReader body = new DerReader(toBeSigned).enter(DerReader.SEQUENCE);
        requireSame(body.content(DerReader.EXPLICIT_0), VERSION_3, "version 3");
        requireSerial(body.content(DerReader.INTEGER));
        requireSame(body.whole(DerReader.SEQUENCE), ECDSA_SHA256, "signature algorithm ECDSA with SHA-256");
        byte[] issuer = body.whole(DerReader.SEQUENCE);
        DerReader validity = body.enter(DerReader.SEQUENCE);
        long notBefore = time(validity);
        long notAfter = time(validity);
        validity.requireEnd("the validity");
        byte[] subject = body.whole(DerReader.SEQUENCE);
        byte[] spki = body.whole(DerReader.SEQUENCE);
        requireP256(spki);
        DerReader extensions = body.enter(DerReader.EXPLICIT_3);
        body.requireEnd("the certificate's body");
        CertificateUse use = X509Extensions.read(extensions);
        return new X509Form(
                Bytes.of(toBeSigned),
                Bytes.of(signature),
                Bytes.of(issuer),
                Bytes.of(subject),
                name(subject),
                notBefore,
                notAfter,
                Bytes.of(spki),
                use);
    }

    private static Optional<SubjectName> name(byte[] subject) {
        DerReader parts = new DerReader(subject).enter(DerReader.SEQUENCE);
        Map<String, String> found = new TreeMap<>();
        int count = 0;
        while (parts.hasMore()) {
            DerReader part = parts.enter(DerReader.SET);
            DerReader pair = part.enter(DerReader.SEQUENCE);
            boolean plain = !part.hasMore();
            String type = HexFormat.of().formatHex(pair.content(DerReader.OID));
            int tag = pair.nextIs(DerReader.UTF8_STRING) ? DerReader.UTF8_STRING : DerReader.PRINTABLE_STRING;
            if (!plain || !pair.nextIs(tag)) {
                return Optional.empty();
            }
            String text = new String(pair.content(tag), StandardCharsets.US_ASCII);
            pair.requireEnd("a name's attribute");
            found.put(type, text);
            count++;
            if (count > MAXIMUM_NAME_PARTS) {
                throw new DerException("expected a name of at most " + MAXIMUM_NAME_PARTS + " parts, found more");
            }
        }
        boolean exact = count == 3
                && found.containsKey(ORGANISATION)
                && found.containsKey(UNIT)
                && found.containsKey(COMMON_NAME);
        return exact
                ? Optional.of(new SubjectName(found.get(ORGANISATION), found.get(UNIT), found.get(COMMON_NAME)))
                : Optional.empty();
    }

    /** RFC 5280, section 4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050, in whole seconds of Zulu. */
    private static long time(DerReader reader) {
        boolean utc = reader.nextIs(DerReader.UTC_TIME);
        String text = new String(
                reader.content(utc ? DerReader.UTC_TIME : DerReader.GENERALIZED_TIME), StandardCharsets.US_ASCII);
        if (!text.matches(utc ? "[0-9]{12}Z" : "[0-9]{14}Z")) {
            throw new DerException("expected a time in whole seconds of Zulu, found another form");
        }
        String full = utc ? (text.charAt(0) < '5' ? "20" : "19") + text : text;
        int year = Integer.parseInt(full.substring(0, 4));
        if (!utc && year < 2050) {
            throw new DerException("expected UTCTime for years before 2050, found GeneralizedTime");
        }
        try {
            return LocalDateTime.of(
                                    year,
                                    Integer.parseInt(full.substring(4, 6)),
                                    Integer.parseInt(full.substring(6, 8)),
                                    Integer.parseInt(full.substring(8, 10)),
                                    Integer.parseInt(full.substring(10, 12)),
                                    Integer.parseInt(full.substring(12, 14)))
                            .toEpochSecond(ZoneOffset.UTC)
                    * 1_000;
        } catch (DateTimeException e) {
            throw new DerException("expected a time of the calendar, found another");
        }
    }

    private static void requireSerial(byte[] serial) {
        boolean sized = serial.length >= 1 && serial.length <= 20;
        if (!sized || serial[0] < 0 || zeroOrPadded(serial)) {
            throw new DerException("expected a positive serial of at most 20 bytes, found another");
        }
    }

    private static boolean zeroOrPadded(byte[] serial) {
        return serial[0] == 0 && (serial.length == 1 || serial[1] >= 0);
    }

    private static void requireP256(byte[] spki) {
        boolean p256 =
                spki.length == SPKI_BYTES && Arrays.equals(spki, 0, P256_SPKI.length, P256_SPKI, 0, P256_SPKI.length);
        if (!p256) {
            throw new DerException("expected an uncompressed P-256 public key, found another");
        }
    }

    static byte[] bits(byte[] content) {
        if (content.length < 1 || content[0] != 0) {
            throw new DerException("expected a bit string of whole bytes, found another");
        }
        return Arrays.copyOfRange(content, 1, content.length);
    }

    private static void requireSame(byte[] found, byte[] expected, String what) {
        if (!Arrays.equals(found, expected)) {
            throw new DerException("expected " + what + ", found another");
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
