package io.datapact.pki.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.key.KeyMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsContextsTest {

    private static final int SOCKET_TIMEOUT_MILLIS = 10_000;
    private static final Clock CLOCK = Clock.systemUTC();
    private final Consortium consortium = Consortium.issuedAt(Instant.now());
    private final Consortium others = Consortium.issuedAt(Instant.now());
    private final TlsIdentity bank = identity(consortium, "bank-a");
    private final TlsIdentity telco = identity(consortium, "telco-b");

    @Test
    void two_members_connect_by_tls_1_3() throws Exception {
        assertThat(connect(
                        TlsContexts.mutual(bank, PeerPolicy.member("telco-b"), CLOCK),
                        TlsContexts.mutual(telco, PeerPolicy.member("bank-a"), CLOCK)))
                .isEqualTo("TLSv1.3");
    }

    @Test
    void pins_take_exactly_the_certificates_named() throws Exception {
        SSLContext server = TlsContexts.mutual(bank, PeerPolicy.pinned(Set.of(telco.digest())), CLOCK);
        assertThat(connect(server, TlsContexts.mutual(telco, PeerPolicy.pinned(Set.of(bank.digest())), CLOCK)))
                .isEqualTo("TLSv1.3");

        TlsIdentity renewed = identity(consortium, "telco-b");
        assertRefused(server, TlsContexts.mutual(renewed, PeerPolicy.anyMember(), CLOCK));
        assertThatThrownBy(() -> PeerPolicy.pinned(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_valid_certificate_of_the_wrong_member_is_refused() {
        SSLContext server = TlsContexts.mutual(bank, PeerPolicy.member("clearing-c"), CLOCK);
        assertRefused(server, TlsContexts.mutual(telco, PeerPolicy.anyMember(), CLOCK));
    }

    @Test
    void a_client_without_certificate_is_refused() {
        SSLContext server = TlsContexts.mutual(bank, PeerPolicy.anyMember(), CLOCK);
        assertRefused(server, TlsContexts.anonymous(bank.roots(), PeerPolicy.anyMember(), CLOCK));
    }

    @Test
    void strangers_under_another_root_are_refused_on_both_sides() {
        TlsIdentity stranger = identity(others, "telco-b");
        SSLContext trusting = TlsContexts.mutual(
                new TlsIdentity(
                        stranger.material(), Set.of(consortium.hierarchy().rootCertificate())),
                PeerPolicy.anyMember(),
                CLOCK);
        assertRefused(TlsContexts.mutual(bank, PeerPolicy.anyMember(), CLOCK), trusting);
        assertRefused(trusting, TlsContexts.mutual(bank, PeerPolicy.anyMember(), CLOCK));
    }

    @Test
    void a_signing_certificate_does_not_open_connections() {
        KeyMaterial node = consortium.key("telco-b", CertificateRole.NODE, "1");
        SSLContext client = TlsContexts.mutual(
                new TlsIdentity(node, Set.of(consortium.hierarchy().rootCertificate())), PeerPolicy.anyMember(), CLOCK);
        assertRefused(TlsContexts.mutual(bank, PeerPolicy.anyMember(), CLOCK), client);
    }

    @Test
    void an_expired_certificate_is_refused() {
        Clock later = Clock.offset(CLOCK, Duration.ofDays(400));
        assertRefused(
                TlsContexts.mutual(bank, PeerPolicy.anyMember(), later),
                TlsContexts.mutual(telco, PeerPolicy.anyMember(), CLOCK));
    }

    @Test
    void a_server_under_another_name_is_refused() {
        TlsIdentity elsewhere = new TlsIdentity(
                consortium
                        .hierarchy()
                        .keyFor(
                                new MemberSubject("bank-a", CertificateRole.TLS, "x"),
                                List.of(new HostName("elsewhere.example")),
                                Consortium.RANDOM,
                                Instant.now()),
                Set.of(consortium.hierarchy().rootCertificate()));
        assertRefused(
                TlsContexts.mutual(elsewhere, PeerPolicy.anyMember(), CLOCK),
                TlsContexts.mutual(telco, PeerPolicy.anyMember(), CLOCK));
    }

    private static void assertRefused(SSLContext server, SSLContext client) {
        assertThatThrownBy(() -> connect(server, client)).isInstanceOf(IOException.class);
    }

    private static TlsIdentity identity(Consortium of, String member) {
        return new TlsIdentity(
                of.key(member, CertificateRole.TLS, "node-1"),
                Set.of(of.hierarchy().rootCertificate()));
    }

    /** Exchanges one byte each way; answers the protocol, or throws what went wrong at the client or the server. */
    private static String connect(SSLContext serverContext, SSLContext clientContext) throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener =
                        (SSLServerSocket) serverContext.getServerSocketFactory().createServerSocket(0, 1, loopback);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            listener.setNeedClientAuth(true);
            Future<Integer> echo = executor.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    accepted.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
                    int read = accepted.getInputStream().read();
                    accepted.getOutputStream().write(read);
                    return read;
                }
            });
            String protocol;
            try (SSLSocket client =
                    (SSLSocket) clientContext.getSocketFactory().createSocket(loopback, listener.getLocalPort())) {
                client.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                client.getOutputStream().write(7);
                if (client.getInputStream().read() != 7) {
                    throw new IOException("closed by the server");
                }
                protocol = client.getSession().getProtocol();
            }
            assertThat(echo.get()).isEqualTo(7);
            return protocol;
        }
    }
}
