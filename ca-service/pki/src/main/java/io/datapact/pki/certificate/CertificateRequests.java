package io.datapact.pki.certificate;

import io.datapact.pki.certificate.RequestReading.Accepted;
import io.datapact.pki.certificate.RequestReading.Refused;
import io.datapact.pki.certificate.RequestReading.RequestFault;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.Hashes;
import io.datapact.pki.key.P256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** Requests for certificates: PKCS#10 (RFC 2986) with subject alternative names as an extension request (RFC 2985). */
public final class CertificateRequests {

    /** Longest request read, in characters of PEM. */
    public static final int MAXIMUM_LENGTH = 8 * 1024;

    private CertificateRequests() {}

    /**
     * Makes a request signed by the key that it is for.
     *
     * @param pair    key pair on P-256
     * @param subject who it is for
     * @param names   names for TLS; empty otherwise
     * @return PEM
     */
    public static String create(KeyPair pair, MemberSubject subject, List<HostName> names) {
        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(
                DistinguishedNames.bouncyCastle(subject.toPrincipal()),
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        EcdsaSignatures signatures = EcdsaSignatures.jdk();
        try {
            if (!names.isEmpty()) {
                ExtensionsGenerator extensions = new ExtensionsGenerator();
                extensions.addExtension(
                        Extension.subjectAlternativeName, false, CertificateContent.generalNames(names));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            PKCS10CertificationRequest request = builder.build(new CertificateContent.Content(
                    EcdsaSignatures.ALGORITHM, bytes -> signatures.sign(pair.getPrivate(), bytes)));
            return Pem.write(Pem.CERTIFICATE_REQUEST, request.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a request for " + subject, e);
        }
    }

    /**
     * Reads a request and checks form, algorithms and proof of possession.
     *
     * @param pem untrusted
     */
    public static RequestReading read(String pem) {
        if (pem.length() > MAXIMUM_LENGTH) {
            return malformed("expected at most " + MAXIMUM_LENGTH + " characters, found " + pem.length());
        }
        byte[] der;
        try {
            der = Pem.readOne(Pem.CERTIFICATE_REQUEST, pem);
        } catch (PemException e) {
            return malformed(e.getMessage());
        }
        Optional<PKCS10CertificationRequest> parsed = parse(der);
        return parsed.isPresent()
                ? check(parsed.get(), der)
                : malformed("expected a PKCS#10 request in DER, found something else");
    }

    private static RequestReading check(PKCS10CertificationRequest parsed, byte[] der) {
        Optional<String> objection = AllowedAlgorithms.STANDARD
                .objectionTo(parsed.getSubjectPublicKeyInfo())
                .or(() -> AllowedAlgorithms.STANDARD.objectionTo(parsed.getSignatureAlgorithm()));
        if (objection.isPresent()) {
            return new Refused(RequestFault.ALGORITHM_NOT_ALLOWED, objection.get());
        }
        Optional<PublicKey> key = key(parsed.getSubjectPublicKeyInfo());
        if (key.isEmpty()) {
            return new Refused(RequestFault.ALGORITHM_NOT_ALLOWED, "expected a point on P-256, found another");
        }
        if (!provesPossession(parsed, key.get())) {
            return new Refused(
                    RequestFault.POSSESSION_NOT_PROVEN,
                    "expected the request to be signed by the private key that belongs to it, found another signature");
        }
        Optional<MemberSubject> subject = MemberSubject.of(parsed.getSubject());
        if (subject.isEmpty()) {
            return new Refused(
                    RequestFault.SUBJECT_NOT_ALLOWED,
                    "expected the subject O=member, OU=role, CN=handle with a known role and ids of a-z, 0-9, hyphen,"
                            + " found another");
        }
        return switch (RequestedNames.of(parsed)) {
            case RequestedNames.Names(List<HostName> names) ->
                new Accepted(new CertificateRequest(subject.get(), key.get(), names, Hashes.sha256Hex(der)));
            case RequestedNames.Objection(RequestFault fault, String detail) -> new Refused(fault, detail);
        };
    }

    private static Optional<PKCS10CertificationRequest> parse(byte[] der) {
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
            // The parser takes BER and ignores what follows; a request has one encoding only.
            byte[] again = request.toASN1Structure().getEncoded(ASN1Encoding.DER);
            return Arrays.equals(again, der) && isReadable(request) ? Optional.of(request) : Optional.empty();
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** Touches all that the parser reads only when asked, so that it fails here or nowhere. */
    private static boolean isReadable(PKCS10CertificationRequest request) throws IOException {
        X500Principal subject = new X500Principal(request.getSubject().getEncoded());
        return subject.getEncoded().length > 0
                && request.getSignature().length > 0
                && request.getSignatureAlgorithm().getAlgorithm() != null
                && request.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm() != null
                && Arrays.stream(request.getAttributes())
                        .allMatch(attribute -> attribute.getAttrValues().size() > 0);
    }

    private static Optional<PublicKey> key(SubjectPublicKeyInfo info) {
        try {
            return Optional.of(X509Files.publicKey(info.getEncoded())).filter(P256::contains);
        } catch (IOException | PemException e) {
            return Optional.empty();
        }
    }

    private static boolean provesPossession(PKCS10CertificationRequest request, PublicKey key) {
        try {
            byte[] signed =
                    request.toASN1Structure().getCertificationRequestInfo().getEncoded(ASN1Encoding.DER);
            // Other makers' requests may have a high s: the same proof.
            return EcdsaSignatures.canonicalForm(request.getSignature())
                    .filter(signature -> EcdsaSignatures.jdk().verify(key, signed, signature))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static Refused malformed(String detail) {
        return new Refused(RequestFault.MALFORMED, detail);
    }
}
