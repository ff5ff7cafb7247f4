package io.datapact.contract.testing;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A certificate authority of a test: a root, or an intermediate below one.
 *
 * @param key         its key
 * @param certificate its certificate, DER
 * @param subject     its name, DER
 * @param above       its own issuer's chain without the root; empty for a root and for what a root issued
 */
public record TestAuthority(TestKey key, Bytes certificate, Bytes subject, List<Bytes> above) {
    private static final byte[] ECDSA_SHA256 = Der.hex("300a06082a8648ce3d040302");
    private static final byte[] TRUE = Der.hex("0101ff");
    private static final byte[] CLIENT_AND_SERVER = Der.hex("301406082b0601050507030106082b06010505070302");
    private static final byte[] LOOPBACK = Der.hex("301187047f00000182096c6f63616c686f7374");
    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int KEY_AGREEMENT = 0x08;
    private static final int CERT_AND_CRL_SIGN = 0x06;

    /** A self-signed root with path length 1. */
    public static TestAuthority root(String name, long notBefore, long notAfter) {
        return root(TestKey.generate(), name, notBefore, notAfter);
    }

    /** A root of a given key; all keys below it come out of the same numbers. */
    public static TestAuthority root(TestKey key, String name, long notBefore, long notAfter) {
        byte[] subject = name("550403", name);
        byte[] der = issue(key, subject, subject, key, notBefore, notAfter, authorityExtensions(1, key, key));
        return new TestAuthority(key, Bytes.of(der), Bytes.of(subject), List.of());
    }

    /** An intermediate with path length 0. */
    public TestAuthority intermediate(String name, long notBefore, long notAfter) {
        TestKey below = TestKey.generate(key.random());
        byte[] named = name("550403", name);
        byte[] der =
                issue(key, subject.toBytes(), named, below, notBefore, notAfter, authorityExtensions(0, below, key));
        List<Bytes> chain = new ArrayList<>();
        chain.add(Bytes.of(der));
        chain.addAll(above);
        return new TestAuthority(below, Bytes.of(der), Bytes.of(named), chain);
    }

    /** An end entity of subject O=member, OU=role, CN=handle; its chain goes up to but without the root. */
    public TestIdentity leaf(String member, Role role, String handle, long notBefore, long notAfter) {
        return leaf(TestKey.generate(key.random()), member, role, handle, notBefore, notAfter);
    }

    /** An end entity with a given key. */
    public TestIdentity leaf(
            TestKey subjectKey, String member, Role role, String handle, long notBefore, long notAfter) {
        byte[] named = Der.sequence(
                attribute("55040a", member), attribute("55040b", role.text()), attribute("550403", handle));
        byte[] der = issue(
                key, subject.toBytes(), named, subjectKey, notBefore, notAfter, leafExtensions(role, subjectKey, key));
        List<Bytes> chain = new ArrayList<>();
        chain.add(Bytes.of(der));
        chain.addAll(above);
        return new TestIdentity(member, role, handle, subjectKey, List.copyOf(chain));
    }

    private static byte[] issue(
            TestKey issuerKey,
            byte[] issuer,
            byte[] subject,
            TestKey subjectKey,
            long notBefore,
            long notAfter,
            byte[] extensions) {
        byte[] serial = Arrays.copyOf(Digest.of(subjectKey.spki()).toBytes(), 16);
        byte[] body = Der.sequence(
                Der.hex("a003020102"),
                Der.integer(new BigInteger(1, serial)),
                ECDSA_SHA256,
                issuer,
                Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                subject,
                subjectKey.spki(),
                Der.value(0xa3, extensions));
        return Der.sequence(body, ECDSA_SHA256, Der.bits(issuerKey.sign(body)));
    }

    private static byte[] name(String type, String text) {
        return Der.sequence(attribute(type, text));
    }

    private static byte[] attribute(String type, String text) {
        return Der.value(0x31, Der.sequence(Der.value(0x06, Der.hex(type)), Der.utf8(text)));
    }

    private static byte[] authorityExtensions(int pathLength, TestKey own, TestKey issuer) {
        byte[] constraints = Der.sequence(TRUE, Der.integer(BigInteger.valueOf(pathLength)));
        return Der.sequence(
                extension("551d13", true, constraints),
                extension("551d0f", true, keyUsage(CERT_AND_CRL_SIGN)),
                subjectKeyId(own),
                authorityKeyId(issuer));
    }

    private static byte[] leafExtensions(Role role, TestKey own, TestKey issuer) {
        byte[] constraints = extension("551d13", true, Der.sequence());
        if (role == Role.TLS) {
            return Der.sequence(
                    constraints,
                    extension("551d0f", true, keyUsage(DIGITAL_SIGNATURE)),
                    extension("551d25", false, CLIENT_AND_SERVER),
                    extension("551d11", false, LOOPBACK),
                    subjectKeyId(own),
                    authorityKeyId(issuer));
        }
        int usage = role == Role.NODE ? DIGITAL_SIGNATURE | KEY_AGREEMENT : DIGITAL_SIGNATURE;
        return Der.sequence(
                constraints, extension("551d0f", true, keyUsage(usage)), subjectKeyId(own), authorityKeyId(issuer));
    }

    private static byte[] keyUsage(int bits) {
        return Der.value(0x03, new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits});
    }

    private static byte[] subjectKeyId(TestKey key) {
        return extension("551d0e", false, Der.value(0x04, keyId(key)));
    }

    private static byte[] authorityKeyId(TestKey key) {
        return extension("551d23", false, Der.sequence(Der.value(0x80, keyId(key))));
    }

    private static byte[] keyId(TestKey key) {
        return Arrays.copyOf(Digest.of(key.spki()).toBytes(), 20);
    }

    private static byte[] extension(String type, boolean critical, byte[] value) {
        byte[] flag = critical ? TRUE : new byte[0];
        return Der.sequence(Der.value(0x06, Der.hex(type)), flag, Der.value(0x04, value));
    }
}
