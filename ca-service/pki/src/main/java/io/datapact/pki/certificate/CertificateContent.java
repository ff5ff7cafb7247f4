package io.datapact.pki.certificate;

import io.datapact.pki.key.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Puts a certificate together (RFC 5280, section 4) and has it signed. */
record CertificateContent(
        X500Principal issuer,
        SubjectKeyIdentifier issuerKeyId,
        BigInteger serial,
        Instant notBefore,
        Instant notAfter) {

    private static final int KEY_ID_BYTES = 20;

    /** RFC 7093, section 2, method 1: the leftmost 160 bits of SHA-256 over the key's bit string. */
    static SubjectKeyIdentifier keyId(PublicKey key) {
        byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets();
        return new SubjectKeyIdentifier(Arrays.copyOf(Hashes.sha256(bits), KEY_ID_BYTES));
    }

    byte[] signed(CertificateOrder order, String algorithm, UnaryOperator<byte[]> signature) {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                DistinguishedNames.bouncyCastle(issuer),
                serial,
                Date.from(notBefore),
                Date.from(notAfter),
                DistinguishedNames.bouncyCastle(order.subject()),
                SubjectPublicKeyInfo.getInstance(order.key().getEncoded()));
        try {
            addExtensions(builder, order);
            return builder.build(new Content(algorithm, signature)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a certificate for " + order.subject(), e);
        }
    }

    private void addExtensions(X509v3CertificateBuilder builder, CertificateOrder order) throws IOException {
        CertificateProfile profile = order.profile();
        builder.addExtension(
                Extension.basicConstraints,
                true,
                profile.isAuthority()
                        ? new BasicConstraints(profile.pathLength().getAsInt())
                        : new BasicConstraints(false));
        int bits = profile.keyUses().stream().mapToInt(KeyUse::bit).reduce(0, (a, b) -> a | b);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(bits));
        if (!profile.extendedUses().isEmpty()) {
            KeyPurposeId[] purposes = profile.extendedUses().stream()
                    .sorted()
                    .map(use -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(use.oid())))
                    .toArray(KeyPurposeId[]::new);
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }
        builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(order.key()));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuerKeyId.getKeyIdentifier()));
        if (!order.names().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, generalNames(order.names()));
        }
    }

    static GeneralNames generalNames(List<HostName> names) {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(name.isAddress() ? GeneralName.iPAddress : GeneralName.dNSName, name.value()))
                .toArray(GeneralName[]::new));
    }

    /** Hands the finished content to a signature function. */
    record Content(String algorithm, UnaryOperator<byte[]> signature, ByteArrayOutputStream bytes)
            implements ContentSigner {

        Content(String algorithm, UnaryOperator<byte[]> signature) {
            this(algorithm, signature, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
        }

        @Override
        public OutputStream getOutputStream() {
            return bytes;
        }

        @Override
        public byte[] getSignature() {
            return signature.apply(bytes.toByteArray());
        }
    }
}
