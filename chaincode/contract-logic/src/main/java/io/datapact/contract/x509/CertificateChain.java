package io.datapact.contract.x509;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.x509.X509Form.SubjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chain of certificates, leaf first, up to but without the root. The form is checked here: names follow each other,
 * issuers are authorities, path lengths suffice, the leaf is none and may sign. Signatures and roots are the caller's
 * to check.
 *
 * @param certificates leaf first
 */
public record CertificateChain(List<X509Form> certificates) {
    /** Longest chain. */
    public static final int MAXIMUM_LENGTH = 4;

    public CertificateChain {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty() || certificates.size() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException(
                    "expected a chain of 1 to " + MAXIMUM_LENGTH + " certificates, found " + certificates.size());
        }
    }

    /** Reads a chain and checks its form; never throws. Paths are {@code /<index>}. */
    public static Parsed<CertificateChain> parse(List<Bytes> chain) {
        if (chain.isEmpty() || chain.size() > MAXIMUM_LENGTH) {
            return new Parsed.Malformed<>(
                    "", "expected a chain of 1 to " + MAXIMUM_LENGTH + " certificates, found " + chain.size());
        }
        List<X509Form> forms = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            switch (X509Form.parse(chain.get(i).toBytes())) {
                case Parsed.Value<X509Form>(X509Form form) -> forms.add(form);
                case Parsed.Malformed<X509Form>(String path, String detail) -> {
                    return new Parsed.Malformed<>("/" + i + path, detail);
                }
            }
        }
        if (forms.get(0).use().authority() || !forms.get(0).use().digitalSignature()) {
            return new Parsed.Malformed<>("/0", "expected a leaf whose key may sign and not certify, found another");
        }
        for (int i = 1; i < forms.size(); i++) {
            if (!mayIssue(forms.get(i), forms.get(i - 1), i - 1)) {
                return new Parsed.Malformed<>("/" + i, "expected the issuer of the certificate before, found another");
            }
        }
        return new Parsed.Value<>(new CertificateChain(forms));
    }

    /** The certificate at the bottom. */
    public X509Form leaf() {
        return certificates.get(0);
    }

    /** The certificate that the root signed. */
    public X509Form top() {
        return certificates.get(certificates.size() - 1);
    }

    /** The leaf's subject, where it has exactly organisation, unit and common name. */
    public Optional<SubjectName> subject() {
        return leaf().name();
    }

    /** Whether a root's form lets it have issued the top of this chain. */
    public boolean mayEndAt(X509Form root) {
        return mayIssue(root, top(), certificates.size() - 1);
    }

    /**
     * Whether one certificate may have issued another.
     *
     * @param intermediates how many intermediates stand below the issuer, up to the leaf
     */
    private static boolean mayIssue(X509Form issuer, X509Form issued, int intermediates) {
        return issuer.subject().equals(issued.issuer())
                && issuer.use().authority()
                && issuer.use().pathLength().map(most -> intermediates <= most).orElse(true);
    }
}
