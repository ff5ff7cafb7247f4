package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.certificate.CertificateRequests;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.key.KeyPairs;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileHttpTest {

    private static final RunningCa CA = RunningCa.shared();
    private static final int MUTATIONS = 600;
    private static final String GOOD_TOKEN_REQUEST =
            "{\"member\":\"bank-a\",\"role\":\"node\",\"handle\":\"1\",\"names\":[]}";

    private static Map<String, String> operator() {
        return Map.of("Authorization", "Bearer " + CA.adminSecret());
    }

    @Test
    void without_the_operators_secret_there_are_no_tokens() {
        long before = CA.count("enrolment_token");
        List<Map<String, String>> headers = List.of(
                Map.of(),
                Map.of("Authorization", "Bearer "),
                Map.of("Authorization", "Bearer " + CA.adminSecret() + "x"),
                Map.of("Authorization", "bearer " + CA.adminSecret()),
                Map.of("Authorization", "Basic " + CA.adminSecret()),
                Map.of("Authorization", CA.adminSecret()));
        for (Map<String, String> each : headers) {
            CA.post("/v1/tokens", each, GOOD_TOKEN_REQUEST).assertRefused(401, "UNAUTHENTICATED");
        }
        assertThat(CA.count("enrolment_token")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//tokens",
                "/v1/tokens/",
                "/v1/tokens;x=1",
                "/v1/%74okens",
                "/v1/roots/../tokens",
                "/V1/tokens",
                "/v1/enrolments/../tokens",
                "/actuator",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/h2-console"
            })
    void unusual_paths_do_not_slip_by(String path) {
        assertThat(CA.post(path, Map.of(), GOOD_TOKEN_REQUEST).status()).isIn(400, 401);
    }

    @Test
    void metrics_are_for_the_operator() throws Exception {
        assertThat(CA.get("/actuator/metrics").status()).isEqualTo(401);
        assertThat(CA.post("/v1/tokens", operator(), GOOD_TOKEN_REQUEST).status())
                .isEqualTo(201);
    }

    @Test
    void oversize_bodies_are_refused_with_and_without_a_length() {
        byte[] large = new byte[200_000];
        CA.post("/v1/enrolments", Map.of(), BodyPublishers.ofByteArray(new byte[20_000]))
                .assertRefused(413, "TOO_LARGE");
        CA.post(
                        "/v1/enrolments",
                        Map.of(),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large, 0, 20_000)))
                .assertRefused(413, "TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "null",
                "{}",
                "{\"token\":\"x\"}",
                "{\"token\":\"x\",\"csr\":null}",
                "{\"token\":\"x\",\"csr\":1}",
                "{\"token\":\"x\",\"csr\":[\"y\"]}",
                "{\"token\":\"x\",\"csr\":\"y\",\"ca\":\"true\"}",
                "{\"token\":\"x\",\"token\":\"z\",\"csr\":\"y\"}",
                "{\"token\":\"x\",\"csr\":\"y\"} {}",
                "{\"token\":\"x\",\"csr\":\"y\""
            })
    void garbage_bodies_are_refused_with_a_sentence(String body) {
        RunningCa.Answer answer = CA.post("/v1/enrolments", Map.of(), body);
        answer.assertRefused(400, "MALFORMED");
        assertThat(answer.body()).contains("expected").doesNotContain("tools.jackson");
    }

    @Test
    void deep_nesting_is_refused() {
        CA.post("/v1/enrolments", Map.of(), "{\"token\":" + "[".repeat(8000)).assertRefused(400, "MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"member\":\"Bank A\",\"role\":\"node\",\"handle\":\"1\",\"names\":[]}",
                "{\"member\":\"bank-a\",\"role\":\"king\",\"handle\":\"1\",\"names\":[]}",
                "{\"member\":\"bank-a\",\"role\":\"tls\",\"handle\":\"1\",\"names\":[\"*.example\"]}",
                "{\"member\":\"bank-a\",\"role\":\"tls\",\"handle\":\"1\",\"names\":[null]}",
                "{\"member\":\"bank-a\",\"role\":\"tls\",\"handle\":\"1\"}",
                "{\"member\":\"bank-a\",\"role\":\"tls\",\"handle\":\"1\",\"names\":\"localhost\"}"
            })
    void wrong_token_requests_are_refused_with_a_sentence(String body) {
        RunningCa.Answer answer = CA.post("/v1/tokens", operator(), body);
        answer.assertRefused(400, "MALFORMED");
        assertThat(answer.body()).contains("expected");
    }

    @Test
    void other_methods_and_types_are_refused_in_the_same_form() {
        CA.get("/v1/enrolments").assertRefused(405, "METHOD_NOT_ALLOWED");
        CA.post("/v1/enrolments", Map.of("Content-Type", "text/plain"), "x")
                .assertRefused(415, "UNSUPPORTED_MEDIA_TYPE");
        CA.post("/v1/enrolments", Map.of("Accept", "text/html"), RunningCa.json(Map.of("token", "x", "csr", "y")))
                .assertRefused(406, "NOT_ACCEPTABLE");
        assertThat(CA.get("/v3/api-docs").status()).as("off by default").isEqualTo(404);
    }

    @Test
    void mutated_requests_neither_crash_nor_sign() {
        long before = CA.issued();
        String token = CA.token("bank-a", CertificateRole.NODE, "fuzz");
        String csr = CertificateRequests.create(
                KeyPairs.generateP256(new SecureRandom()),
                new MemberSubject("bank-a", CertificateRole.NODE, "fuzz"),
                List.of());
        byte[] good = RunningCa.json(Map.of("token", token, "csr", csr)).getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(20261124);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = good.clone();
            for (int change = 0; change <= i % 3; change++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            if (!java.util.Arrays.equals(changed, good)) {
                RunningCa.Answer answer = CA.post("/v1/enrolments", Map.of(), BodyPublishers.ofByteArray(changed));
                assertThat(answer.status())
                        .as("mutation " + i + ": " + answer.body())
                        .isIn(400, 403);
            }
        }
        assertThat(CA.issued()).isEqualTo(before);
    }

    @Test
    void only_tls_1_3_is_spoken() throws Exception {
        SSLContext context = TlsContexts.anonymous(Set.of(CA.root()), PeerPolicy.anyMember(), Clock.systemUTC());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        SSLContext old = SSLContext.getInstance("TLSv1.2");
        old.init(
                null,
                new javax.net.ssl.TrustManager[] {
                    TlsContexts.trustManager(Set.of(CA.root()), PeerPolicy.anyMember(), Clock.systemUTC())
                },
                null);
        try (SSLSocket modern = (SSLSocket) context.getSocketFactory().createSocket(loopback, CA.port());
                SSLSocket outdated = (SSLSocket) old.getSocketFactory().createSocket(loopback, CA.port());
                Socket plain = new Socket(loopback, CA.port())) {
            modern.startHandshake();
            assertThat(modern.getSession().getProtocol()).isEqualTo("TLSv1.3");
            assertThatThrownBy(outdated::startHandshake).isInstanceOf(IOException.class);
            plain.setSoTimeout((int) RunningCa.TIMEOUT.toMillis());
            plain.getOutputStream().write("GET /v1/roots HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("CERTIFICATE");
        }
    }
}
