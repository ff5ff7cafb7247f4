package io.datapact.pki.tls;

import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.path.PathExpectation;
import io.datapact.pki.path.PathQuestion;
import io.datapact.pki.path.PathValidation;
import io.datapact.pki.path.PathVerdict;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the other side's chain by {@link PathValidation} and a {@link PeerPolicy}; the JDK's own manager then checks
 * the host name where the connection asks for that.
 */
final class PeerTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager jdk;
    private final Set<X509Certificate> roots;
    private final PeerPolicy policy;
    private final Clock clock;
    private final PathValidation validation = new PathValidation();

    PeerTrust(X509ExtendedTrustManager jdk, Set<X509Certificate> roots, PeerPolicy policy, Clock clock) {
        this.jdk = jdk;
        this.roots = Set.copyOf(roots);
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, PathExpectation.tlsClient());
        jdk.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge(chain, PathExpectation.tlsClient());
        jdk.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge(chain, PathExpectation.tlsClient());
        jdk.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, PathExpectation.tlsServer());
        jdk.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge(chain, PathExpectation.tlsServer());
        jdk.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge(chain, PathExpectation.tlsServer());
        jdk.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }

    private void judge(X509Certificate[] chain, PathExpectation any) throws CertificateException {
        PathExpectation expected = policy.member().map(any::of).orElse(any);
        PathQuestion question = new PathQuestion(List.of(chain), roots, clock.instant(), expected);
        if (validation.validate(question) instanceof PathVerdict.Invalid invalid) {
            throw new CertificateException(invalid.reason() + ": " + invalid.detail());
        }
        CertificateDigest found = CertificateDigest.of(chain[0]);
        if (!policy.pins().isEmpty() && !policy.pins().contains(found)) {
            throw new CertificateException(
                    "expected one of the " + policy.pins().size() + " pinned certificates, found " + found + " of "
                            + chain[0].getSubjectX500Principal());
        }
    }
}
