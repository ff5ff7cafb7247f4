package io.datapact.pki.certificate;

import io.datapact.pki.key.P256;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Which keys and signatures a certificate or request may have. Everything not listed is refused: RSA of any length,
 * small curves, curves by explicit parameters, SHA-1.
 *
 * @param curves     object identifiers of named curves, dotted
 * @param signatures object identifiers of signature algorithms, dotted
 */
public record AllowedAlgorithms(Set<String> curves, Set<String> signatures) {

    /** P-256 and ECDSA with SHA-256: what the rule book verifies. */
    public static final AllowedAlgorithms STANDARD = new AllowedAlgorithms(
            Set.of(SECObjectIdentifiers.secp256r1.getId()), Set.of(X9ObjectIdentifiers.ecdsa_with_SHA256.getId()));

    public AllowedAlgorithms {
        curves = Set.copyOf(curves);
        signatures = Set.copyOf(signatures);
    }

    /** Says what is wrong with a certificate's key or signature algorithm; empty if both are allowed. */
    public Optional<String> objectionTo(X509Certificate certificate) {
        Certificate parsed = Certificate.getInstance(X509Files.der(certificate));
        return objectionTo(parsed.getSubjectPublicKeyInfo())
                .or(() -> objectionTo(parsed.getSignatureAlgorithm()))
                .or(() -> brokenOctets(parsed))
                .or(() -> offCurve(certificate, parsed.getSubjectPublicKeyInfo()));
    }

    /** A signature whose last octet is said to have unused bits is a second spelling of the same certificate. */
    private static Optional<String> brokenOctets(Certificate parsed) {
        int unused = parsed.getSignature().getPadBits();
        return unused == 0
                ? Optional.empty()
                : Optional.of("expected a signature of whole octets, found one with " + unused + " unused bits");
    }

    Optional<String> objectionTo(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (!algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return Optional.of("expected an elliptic-curve key, found the key algorithm " + algorithm);
        }
        if (!(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)) {
            return Optional.of("expected a named curve, found explicit or no parameters");
        }
        return curves.contains(curve.getId())
                ? Optional.empty()
                : Optional.of("expected a key on one of the curves " + curves + ", found " + curve);
    }

    Optional<String> objectionTo(AlgorithmIdentifier signature) {
        String found = signature.getAlgorithm().getId();
        if (!signatures.contains(found)) {
            return Optional.of("expected a signature by one of " + signatures + ", found " + found);
        }
        return signature.getParameters() == null
                ? Optional.empty()
                : Optional.of("expected a signature algorithm without parameters (RFC 5758, section 3.2)");
    }

    private static Optional<String> offCurve(X509Certificate certificate, SubjectPublicKeyInfo key) {
        boolean p256 = SECObjectIdentifiers.secp256r1.equals(key.getAlgorithm().getParameters());
        return p256 && !P256.contains(certificate.getPublicKey())
                ? Optional.of("expected a point on P-256, found another")
                : Optional.empty();
    }
}
