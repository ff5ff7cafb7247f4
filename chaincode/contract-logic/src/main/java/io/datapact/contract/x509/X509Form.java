package io.datapact.contract.x509;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import java.util.Optional;

/**
 * What the rules need of a certificate. Arrays are wrapped.
 *
 * @param toBeSigned the signed part, DER
 * @param signature  the issuer's ECDSA signature, as it stands
 * @param issuer     the issuer's name, DER
 * @param subject    the subject's name, DER
 * @param name       organisation, unit and common name of the subject, where it has exactly these
 * @param notBefore  millis since the epoch
 * @param notAfter   millis since the epoch
 * @param spki       the SubjectPublicKeyInfo, DER; a P-256 key
 */
public record X509Form(
        Bytes toBeSigned,
        Bytes signature,
        Bytes issuer,
        Bytes subject,
        Optional<SubjectName> name,
        long notBefore,
        long notAfter,
        Bytes spki,
        CertificateUse use) {
    /** Largest certificate, in bytes. */
    public static final int MAXIMUM_BYTES = 8_192;

    /** A subject of exactly one organisation (O), one unit (OU) and one common name (CN). */
    public record SubjectName(String organisation, String unit, String commonName) {}

    /**
     * What the certificate may be used for.
     *
     * @param authority        whether it may issue certificates (basic constraints and key usage both say so)
     * @param pathLength       most intermediates below it, where it says so
     * @param digitalSignature whether its key may sign
     */
    public record CertificateUse(boolean authority, Optional<Long> pathLength, boolean digitalSignature) {}

    /** Reads a certificate; never throws. */
    public static Parsed<X509Form> parse(byte[] der) {
        if (der.length > MAXIMUM_BYTES) {
            return new Parsed.Malformed<>(
                    "", "expected a certificate of at most " + MAXIMUM_BYTES + " bytes, found " + der.length);
        }
        try {
            return new Parsed.Value<>(X509Reader.read(der));
        } catch (DerException e) {
            return new Parsed.Malformed<>("", e.getMessage());
        }
    }

    /** Whether the certificate is valid at a time. */
    public boolean validAt(long t) {
        return t >= notBefore && t <= notAfter;
    }
}
