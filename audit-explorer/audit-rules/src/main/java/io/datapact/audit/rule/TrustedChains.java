package io.datapact.audit.rule;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.path.PathExpectation;
import io.datapact.pki.path.PathQuestion;
import io.datapact.pki.path.PathValidation;
import io.datapact.pki.path.PathVerdict;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges registered certificates by the roots that the auditor trusts. A chain is validated once, where it was first
 * used; dates are compared at each use. Without roots only dates are judged. Not safe for concurrent use.
 */
final class TrustedChains {
    private final SortedMap<Digest, X509Certificate> roots = new TreeMap<>();
    private final PathValidation validation = new PathValidation();
    private final Map<Digest, Chain> chains = new TreeMap<>();

    /** A chain as first judged: what speaks against it whatever the time, and when all of it is valid. */
    private record Chain(Optional<String> objection, Instant from, Instant until) {}

    TrustedChains(Set<X509Certificate> roots) {
        roots.forEach(root -> this.roots.put(Digest.of(X509Files.der(root)), root));
    }

    boolean hasRoots() {
        return !roots.isEmpty();
    }

    boolean isRoot(byte[] der) {
        return roots.containsKey(Digest.of(der));
    }

    /** What speaks against a certificate as a signer's at a time. */
    Optional<String> objection(Certificate certificate, Instant at) {
        Chain chain = chains.computeIfAbsent(certificate.digest(), digest -> judge(certificate, at));
        if (chain.objection().isPresent()) {
            return chain.objection();
        }
        return at.isBefore(chain.from()) || at.isAfter(chain.until())
                ? Optional.of("expected a time from " + chain.from() + " to " + chain.until() + ", found " + at)
                : Optional.empty();
    }

    private Chain judge(Certificate certificate, Instant at) {
        try {
            List<X509Certificate> path = certificate.chain().stream()
                    .map(Bytes::toBytes)
                    .map(X509Files::certificate)
                    .toList();
            Instant from = path.stream()
                    .map(one -> one.getNotBefore().toInstant())
                    .max(Instant::compareTo)
                    .orElse(at);
            Instant until = path.stream()
                    .map(one -> one.getNotAfter().toInstant())
                    .min(Instant::compareTo)
                    .orElse(at);
            Instant inTime = at.isBefore(from) || at.isAfter(until) ? from : at;
            return new Chain(hasRoots() ? objection(certificate, path, inTime) : Optional.empty(), from, until);
        } catch (PemException e) {
            return new Chain(Optional.of(e.getMessage()), at, at);
        }
    }

    private Optional<String> objection(Certificate certificate, List<X509Certificate> path, Instant at) {
        if (path.isEmpty() || !certificate.digest().equals(Digest.of(X509Files.der(path.getFirst())))) {
            return Optional.of("expected the chain of the certificate registered, found another");
        }
        PathExpectation expected = PathExpectation.signing(role(certificate.role()))
                .of(certificate.member().value());
        return validation.validate(new PathQuestion(path, new LinkedHashSet<>(roots.values()), at, expected))
                        instanceof PathVerdict.Invalid invalid
                ? Optional.of(invalid.reason() + ": " + invalid.detail())
                : Optional.empty();
    }

    private static CertificateRole role(Role role) {
        return CertificateRole.ofCode(role.text())
                .orElseThrow(
                        () -> new IllegalStateException("expected role " + role + " in certificates too, found none"));
    }
}
