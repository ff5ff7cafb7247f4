package io.datapact.pki.certificate;

import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/**
 * Issues certificates under one signer. It checks form, not rights: who may ask for what is the caller's to decide
 * before.
 *
 * <p>Each certificate bears a random serial of 128 bits, subject and authority key identifiers, critical basic
 * constraints and key usage. It begins {@link #BACKDATING} before now, so that machines with slow clocks accept it,
 * but never before its issuer, and ends by its profile, but never after its issuer. The finished certificate is
 * verified before it is handed out.
 */
public final class CertificateIssuer {

    /** How far before now a certificate begins, if its issuer allows. */
    public static final Duration BACKDATING = Duration.ofMinutes(1);

    private static final int SERIAL_BITS = 128;

    private final CertificateSigner signer;
    private final SecureRandom random;

    public CertificateIssuer(CertificateSigner signer, SecureRandom random) {
        this.signer = signer;
        this.random = random;
    }

    /** The issuer's certificate first, then its own issuers. */
    public List<X509Certificate> chain() {
        return signer.chain();
    }

    /**
     * Issues one certificate.
     *
     * @param order what to issue
     * @param now   time of issue
     * @throws IssuerOutOfValidityException if the issuer's certificate is not valid now
     */
    public X509Certificate issue(CertificateOrder order, Instant now) {
        X509Certificate issuer = signer.certificate();
        Instant issuerBegin = issuer.getNotBefore().toInstant();
        Instant issuerEnd = issuer.getNotAfter().toInstant();
        if (now.isBefore(issuerBegin) || !now.isBefore(issuerEnd)) {
            throw new IssuerOutOfValidityException(issuer.getSubjectX500Principal(), issuerBegin, issuerEnd, now);
        }
        Instant begin = later(now.truncatedTo(ChronoUnit.SECONDS).minus(BACKDATING), issuerBegin);
        Instant end =
                earlier(now.truncatedTo(ChronoUnit.SECONDS).plus(order.profile().validity()), issuerEnd);
        CertificateContent content =
                new CertificateContent(issuer.getSubjectX500Principal(), keyIdOf(issuer), serial(random), begin, end);
        X509Certificate certificate = X509Files.certificate(content.signed(order, signer.algorithm(), signer::sign));
        requireSignedBy(certificate, issuer.getPublicKey());
        return certificate;
    }

    /**
     * Makes a root, signed by its own key.
     *
     * @param order  subject, key and profile of the root
     * @param pair   its key pair; the public key is the order's
     * @param random source of the serial
     * @param now    time of issue
     */
    public static KeyMaterial selfSigned(CertificateOrder order, KeyPair pair, SecureRandom random, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        CertificateContent content = new CertificateContent(
                order.subject(),
                CertificateContent.keyId(order.key()),
                serial(random),
                second.minus(BACKDATING),
                second.plus(order.profile().validity()));
        EcdsaSignatures signatures = EcdsaSignatures.jdk();
        X509Certificate root = X509Files.certificate(
                content.signed(order, EcdsaSignatures.ALGORITHM, bytes -> signatures.sign(pair.getPrivate(), bytes)));
        requireSignedBy(root, pair.getPublic());
        return new KeyMaterial(pair.getPrivate(), List.of(root));
    }

    private static BigInteger serial(SecureRandom random) {
        // RFC 5280, section 4.1.2.2: positive. The chance of zero is 2^-128; one is as good.
        return new BigInteger(SERIAL_BITS, random).max(BigInteger.ONE);
    }

    private static SubjectKeyIdentifier keyIdOf(X509Certificate issuer) {
        byte[] extension = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (extension == null) {
            throw new IllegalStateException("expected a subject key identifier in the issuer's certificate "
                    + issuer.getSubjectX500Principal() + ", found none");
        }
        return SubjectKeyIdentifier.getInstance(
                ASN1OctetString.getInstance(extension).getOctets());
    }

    private static void requireSignedBy(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the signer's signature over the certificate of " + certificate.getSubjectX500Principal()
                            + " does not verify with the issuer's key; check that key and certificate belong together",
                    e);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
