package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.contract.x509.CertificateChain;
import io.datapact.contract.x509.X509Form;
import io.datapact.contract.x509.X509Form.SubjectName;
import java.util.List;
import java.util.Optional;

/** Whether a chain of certificates reaches a member's root, and what is registered of it. */
final class ChainRules {
    private ChainRules() {}

    /** Whether one certificate's key signed another, in strict DER, whichever S. */
    static boolean issued(SignatureVerifier verifier, X509Form issuer, X509Form issued) {
        return EcdsaForm.lowered(issued.signature().toBytes())
                .map(signature -> verifier.verify(
                        issuer.spki().toBytes(), issued.toBeSigned().toBytes(), signature))
                .orElse(false);
    }

    /** The root among a member's that signed the top of the chain. */
    static Optional<X509Form> root(SignatureVerifier verifier, CertificateChain chain, List<Bytes> roots) {
        for (Bytes der : roots) {
            if (X509Form.parse(der.toBytes()) instanceof Parsed.Value<X509Form>(X509Form root)
                    && chain.mayEndAt(root)
                    && issued(verifier, root, chain.top())) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    /**
     * What is registered of a chain whose form and signatures hold: the leaf, valid while the whole chain is.
     *
     * @param effectiveFrom from when on the certificate may sign
     */
    static Certificate registered(
            MemberId member, Role role, List<Bytes> chain, CertificateChain read, X509Form root, long effectiveFrom) {
        long notBefore = root.notBefore();
        long notAfter = root.notAfter();
        for (X509Form form : read.certificates()) {
            notBefore = Math.max(notBefore, form.notBefore());
            notAfter = Math.min(notAfter, form.notAfter());
        }
        String handle = read.subject()
                .map(SubjectName::commonName)
                .orElseThrow(() -> new RefusedException(Reason.MALFORMED, "/payload/body/chain/0"));
        return new Certificate(
                Digest.of(chain.get(0).toBytes()),
                member,
                handle,
                role,
                chain,
                read.leaf().spki(),
                notBefore,
                notAfter,
                effectiveFrom,
                Optional.empty());
    }

    /** CERTIFICATE_NOT_YET, CERTIFICATE_EXPIRED of a certificate about to be registered. */
    static void requireInTime(Certificate certificate, long t) {
        require(t >= certificate.notBefore(), Reason.CERTIFICATE_NOT_YET, certificate.digest());
        require(t <= certificate.notAfter(), Reason.CERTIFICATE_EXPIRED, certificate.digest());
    }
}
