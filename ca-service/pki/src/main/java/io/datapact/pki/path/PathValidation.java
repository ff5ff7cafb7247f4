package io.datapact.pki.path;

import io.datapact.pki.certificate.AllowedAlgorithms;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.path.PathVerdict.Invalid;
import io.datapact.pki.path.PathVerdict.Valid;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a chain of certificates is to be believed.
 *
 * <p>The JDK's PKIX validation (RFC 5280, section 6) judges signatures, dates, authorities, path lengths, constraints
 * and revocation. Our rules come on top: algorithms from a short list; an anchor that is itself a valid authority at
 * that time; key usage present everywhere and fitting; an end entity that is no authority, with subject
 * {@code O=member, OU=role, CN=handle}, of the role and the member expected. Time is an input, so a verdict about the
 * past never changes. Nothing is fetched from anywhere. Instances are immutable and safe for concurrent use.
 */
public final class PathValidation {

    private final AllowedAlgorithms algorithms;

    /** Validates with {@link AllowedAlgorithms#STANDARD}. */
    public PathValidation() {
        this(AllowedAlgorithms.STANDARD);
    }

    public PathValidation(AllowedAlgorithms algorithms) {
        this.algorithms = algorithms;
    }

    /** Answers a question; never throws for what strangers sent. */
    public PathVerdict validate(PathQuestion question) {
        Optional<Invalid> objection = shape(question).or(() -> forbiddenAlgorithm(question));
        if (objection.isPresent()) {
            return objection.get();
        }
        List<X509Certificate> path = withoutAnchor(question);
        if (path.isEmpty()) {
            return new Invalid(
                    PathFault.LEAF_IS_AUTHORITY, "expected an end entity's certificate, found a trusted root itself");
        }
        return switch (PkixCheck.run(path, question)) {
            case PkixCheck.Failed(Invalid invalid) -> invalid;
            case PkixCheck.Passed(X509Certificate anchor) -> judge(path, anchor, question);
        };
    }

    /**
     * Answers a question about encoded certificates.
     *
     * @param chain end entity first, each in DER, untrusted
     */
    public PathVerdict validateEncoded(
            List<byte[]> chain,
            Set<X509Certificate> anchors,
            Instant at,
            List<X509CRL> crls,
            PathExpectation expected) {
        if (chain.size() > PathQuestion.MAXIMUM_CHAIN) {
            return wrongLength(chain.size());
        }
        try {
            List<X509Certificate> parsed =
                    chain.stream().map(X509Files::certificate).toList();
            return validate(new PathQuestion(parsed, anchors, at, crls, expected));
        } catch (PemException e) {
            return new Invalid(PathFault.MALFORMED, e.getMessage());
        }
    }

    private PathVerdict judge(List<X509Certificate> path, X509Certificate anchor, PathQuestion question) {
        Optional<Invalid> objection = EndEntityRules.objection(path.getFirst(), question.expected())
                .or(() -> AuthorityRules.objection(path.subList(1, path.size()), anchor, question.at()));
        if (objection.isPresent()) {
            return objection.get();
        }
        return MemberSubject.of(path.getFirst().getSubjectX500Principal())
                .<PathVerdict>map(subject -> new Valid(new ValidPath(path, anchor, subject)))
                .orElseGet(() -> new Invalid(PathFault.SUBJECT_WRONG, EndEntityRules.SUBJECT_EXPECTED));
    }

    private static Optional<Invalid> shape(PathQuestion question) {
        if (question.chain().isEmpty() || question.chain().size() > PathQuestion.MAXIMUM_CHAIN) {
            return Optional.of(wrongLength(question.chain().size()));
        }
        if (!question.chain().stream().allMatch(X509Files::isStrictDer)) {
            return Optional.of(
                    new Invalid(PathFault.MALFORMED, "expected certificates in strict DER, found another encoding"));
        }
        return question.anchors().isEmpty()
                ? Optional.of(new Invalid(
                        PathFault.NO_TRUST_ANCHOR, "expected at least one trusted root to judge by, found none"))
                : Optional.empty();
    }

    private static Invalid wrongLength(int found) {
        return new Invalid(
                PathFault.MALFORMED,
                "expected a chain of 1 to " + PathQuestion.MAXIMUM_CHAIN + " certificates, found " + found);
    }

    private Optional<Invalid> forbiddenAlgorithm(PathQuestion question) {
        return question.chain().stream()
                .flatMap(certificate -> algorithms.objectionTo(certificate).stream()
                        .map(objection -> "certificate of " + certificate.getSubjectX500Principal() + ": " + objection))
                .findFirst()
                .map(detail -> new Invalid(PathFault.ALGORITHM_NOT_ALLOWED, detail));
    }

    private static List<X509Certificate> withoutAnchor(PathQuestion question) {
        List<X509Certificate> chain = question.chain();
        return question.anchors().contains(chain.getLast()) ? chain.subList(0, chain.size() - 1) : chain;
    }
}
