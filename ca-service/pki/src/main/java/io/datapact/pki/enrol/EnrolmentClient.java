package io.datapact.pki.enrol;

import io.datapact.pki.certificate.CertificateRequests;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.path.PathExpectation;
import io.datapact.pki.path.PathQuestion;
import io.datapact.pki.path.PathUse;
import io.datapact.pki.path.PathValidation;
import io.datapact.pki.path.PathVerdict;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the consortium's certificate authority. Two steps by two people: an operator asks for a one-time token bound to
 * a subject and its names; whoever enrols makes a key, and sends the token with a request signed by that key. The
 * private key never leaves its maker.
 *
 * <p>The authority is believed only under the root given, and what it answers only if the chain leads there, speaks for
 * our key, and bears exactly the subject and names asked for. Calls block; instances are safe for concurrent use.
 */
public final class EnrolmentClient implements AutoCloseable {

    private final AuthorityHttp http;
    private final X509Certificate root;
    private final Clock clock;

    /**
     * Connects on first use.
     *
     * @param authority      {@code https://host:port} of the authority
     * @param root           its root certificate, got by another way
     * @param requestTimeout longest wait for a connection and for an answer
     * @param clock          the time for judging certificates
     */
    public EnrolmentClient(URI authority, X509Certificate root, Duration requestTimeout, Clock clock) {
        this.http = new AuthorityHttp(authority, root, requestTimeout, clock);
        this.root = root;
        this.clock = clock;
    }

    /**
     * Asks for a token, as an operator of the authority.
     *
     * @param adminSecret secret of the authority's operator, from its file
     * @param subject     who will enrol with it
     * @param names       names that a TLS certificate may bear; empty for other roles
     * @throws EnrolmentException if the authority cannot be reached or does not prove itself
     */
    public TokenReply requestToken(String adminSecret, MemberSubject subject, List<HostName> names) {
        AuthorityHttp.Answer answer = http.post(
                "/v1/tokens",
                Map.of(
                        "member", subject.member(),
                        "role", subject.role().code(),
                        "handle", subject.handle(),
                        "names", names),
                Map.of("Authorization", "Bearer " + adminSecret));
        return answer.isSuccess()
                ? new TokenReply.Granted(answer.one("token"))
                : new TokenReply.Refused(answer.one("reason"), answer.one("detail"));
    }

    /**
     * Enrols: sends a request signed by the key pair and checks the chain that comes back.
     *
     * @param token   one-time secret for this subject
     * @param pair    key pair on P-256; only the public key is sent
     * @param subject as the token says
     * @param names   as the token allows; empty but for TLS
     * @throws EnrolmentException if the authority cannot be reached, does not prove itself, or answers with a chain that
     *     is not what was asked for
     */
    public EnrolmentReply enrol(String token, KeyPair pair, MemberSubject subject, List<HostName> names) {
        String request = CertificateRequests.create(pair, subject, names);
        AuthorityHttp.Answer answer = http.post("/v1/enrolments", Map.of("token", token, "csr", request), Map.of());
        if (!answer.isSuccess()) {
            return new EnrolmentReply.Refused(answer.one("reason"), answer.one("detail"));
        }
        List<X509Certificate> chain = chain(answer);
        requireOurs(chain, pair, subject, names);
        return new EnrolmentReply.Enrolled(chain);
    }

    @Override
    public void close() {
        http.close();
    }

    private static List<X509Certificate> chain(AuthorityHttp.Answer answer) {
        List<String> blocks = answer.fields().getOrDefault("chain", List.of());
        if (blocks.isEmpty() || blocks.size() > PathQuestion.MAXIMUM_CHAIN) {
            throw new EnrolmentException("expected a chain of 1 to " + PathQuestion.MAXIMUM_CHAIN
                    + " certificates from the authority, found " + blocks.size());
        }
        try {
            return blocks.stream().map(X509Files::certificateFromPem).toList();
        } catch (PemException e) {
            throw new EnrolmentException("the authority's chain is unreadable: " + e.getMessage(), e);
        }
    }

    private void requireOurs(List<X509Certificate> chain, KeyPair pair, MemberSubject subject, List<HostName> names) {
        PathUse use = subject.role() == CertificateRole.TLS ? PathUse.TLS_SERVER : PathUse.SIGNING;
        PathExpectation expected = new PathExpectation(use, Set.of(subject.role()), Optional.of(subject.member()));
        PathVerdict verdict =
                new PathValidation().validate(new PathQuestion(chain, Set.of(root), clock.instant(), expected));
        if (verdict instanceof PathVerdict.Invalid(var reason, var detail)) {
            throw new EnrolmentException("the authority's chain is not valid: " + reason + ", " + detail);
        }
        X509Certificate leaf = chain.getFirst();
        if (!leaf.getPublicKey().equals(pair.getPublic())) {
            throw new EnrolmentException("the authority's certificate speaks for another key than ours");
        }
        if (!leaf.getSubjectX500Principal().equals(subject.toPrincipal())) {
            throw new EnrolmentException(
                    "expected a certificate for " + subject + ", found one for " + leaf.getSubjectX500Principal());
        }
        Set<HostName> found = HostName.allOf(leaf);
        if (!found.equals(Set.copyOf(names))) {
            throw new EnrolmentException("expected the names " + names + " in the certificate, found " + found);
        }
    }
}
