package io.datapact.contract.x509;

import io.datapact.contract.x509.X509Form.CertificateUse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a certificate's extensions: RFC 5280, section 4.2. */
final class X509Extensions {
    private static final String BASIC_CONSTRAINTS = "551d13";
    private static final String KEY_USAGE = "551d0f";
    private static final String EXTENDED_KEY_USAGE = "551d25";
    private static final String SUBJECT_ALTERNATIVE_NAME = "551d11";

    /** Extensions that may be critical: their meaning is honoured here or concerns TLS alone. */
    private static final Set<String> UNDERSTOOD =
            Set.of(BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE, SUBJECT_ALTERNATIVE_NAME);

    private static final int MAXIMUM_EXTENSIONS = 32;
    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int KEY_CERT_SIGN = 0x04;
    private static final byte[] TRUE = {(byte) 0xff};

    private X509Extensions() {}

    static CertificateUse read(DerReader explicit) {
        DerReader list = explicit.enter(DerReader.SEQUENCE);
        explicit.requireEnd("the extensions");
        TreeMap<String, byte[]> found = new TreeMap<>();
        while (list.hasMore()) {
            DerReader extension = list.enter(DerReader.SEQUENCE);
            String type = HexFormat.of().formatHex(extension.content(DerReader.OID));
            boolean critical = critical(extension);
            byte[] value = extension.content(DerReader.OCTET_STRING);
            extension.requireEnd("an extension");
            if (critical && !UNDERSTOOD.contains(type)) {
                throw new DerException("expected critical extensions that the rules understand, found another");
            }
            if (found.put(type, value) != null || found.size() > MAXIMUM_EXTENSIONS) {
                throw new DerException("expected at most " + MAXIMUM_EXTENSIONS + " extensions, each once; found more");
            }
        }
        return use(found);
    }

    private static boolean critical(DerReader extension) {
        if (!extension.nextIs(DerReader.BOOLEAN)) {
            return false;
        }
        if (!Arrays.equals(extension.content(DerReader.BOOLEAN), TRUE)) {
            throw new DerException("expected critical to be true or left out, found another form");
        }
        return true;
    }

    private static CertificateUse use(SortedMap<String, byte[]> found) {
        boolean certifies = false;
        Optional<Long> pathLength = Optional.empty();
        if (found.containsKey(BASIC_CONSTRAINTS)) {
            DerReader outside = new DerReader(found.get(BASIC_CONSTRAINTS));
            DerReader constraints = outside.enter(DerReader.SEQUENCE);
            outside.requireEnd("basic constraints");
            certifies = critical(constraints);
            if (certifies && constraints.hasMore()) {
                pathLength = Optional.of(smallInteger(constraints.content(DerReader.INTEGER)));
            }
            constraints.requireEnd("basic constraints");
        }
        int usage = found.containsKey(KEY_USAGE) ? keyUsage(found.get(KEY_USAGE)) : 0;
        return new CertificateUse(
                certifies && (usage & KEY_CERT_SIGN) != 0, pathLength, (usage & DIGITAL_SIGNATURE) != 0);
    }

    private static int keyUsage(byte[] value) {
        DerReader outside = new DerReader(value);
        byte[] content = outside.content(DerReader.BIT_STRING);
        outside.requireEnd("the key usage");
        if (content.length < 2 || content.length > 3 || content[0] < 0 || content[0] > 7) {
            throw new DerException("expected a key usage of one to nine bits, found another form");
        }
        return content[1] & 0xff;
    }

    private static long smallInteger(byte[] content) {
        if (content.length != 1 || content[0] < 0) {
            throw new DerException("expected a path length of 0 to 127, found another");
        }
        return content[0];
    }
}
