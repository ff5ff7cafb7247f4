package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.enrol.EnrolmentClient;
import io.datapact.pki.enrol.TokenReply;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The authority, running in this process on a free port, and ways to talk to it. */
final class RunningCa implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private final Path home;
    private final HttpClient http;

    private RunningCa(ConfigurableApplicationContext context, Path home) {
        this.context = context;
        this.home = home;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TlsContexts.anonymous(Set.of(root()), PeerPolicy.anyMember(), Clock.systemUTC()))
                .build();
    }

    static RunningCa start(Path home, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--datapact.ca.home=" + home);
        arguments.add("--logging.level.io.datapact=off");
        SpringApplication application = new SpringApplication(CaApplication.class, TestTime.class);
        return new RunningCa(application.run(arguments.toArray(String[]::new)), home);
    }

    /** One authority for all tests that need no particular one; lives as long as the tests. */
    static RunningCa shared() {
        return Shared.INSTANCE;
    }

    Path home() {
        return home;
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + text("ca.port"));
    }

    int port() {
        return Integer.parseInt(text("ca.port"));
    }

    String adminSecret() {
        return text("admin.secret");
    }

    X509Certificate root() {
        return X509Files.certificateFromPem(text("root.pem") + "\n");
    }

    AdjustableClock clock() {
        return context.getBean(AdjustableClock.class);
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    long issued() {
        return count("issued_certificate");
    }

    long count(String table) {
        return database().sql("select count(*) from " + table).query(Long.class).single();
    }

    EnrolmentClient client() {
        return new EnrolmentClient(uri(), root(), TIMEOUT, Clock.systemUTC());
    }

    String token(String member, CertificateRole role, String handle, String... names) {
        try (EnrolmentClient client = client()) {
            TokenReply reply = client.requestToken(
                    adminSecret(),
                    new MemberSubject(member, role, handle),
                    List.of(names).stream().map(HostName::new).toList());
            assertThat(reply).isInstanceOf(TokenReply.Granted.class);
            return ((TokenReply.Granted) reply).token();
        }
    }

    /** Status and body. */
    record Answer(int status, String body) {

        void assertRefused(int expectedStatus, String reason) {
            assertThat(body).contains("\"reason\":\"" + reason + "\"").contains("\"detail\":\"");
            assertThat(status).isEqualTo(expectedStatus);
        }
    }

    Answer enrol(String token, String csr) {
        return post("/v1/enrolments", Map.of(), json(Map.of("token", token, "csr", csr)));
    }

    Answer post(String path, Map<String, String> headers, String body) {
        return post(path, headers, BodyPublishers.ofString(body));
    }

    Answer post(String path, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri() + path))
                .timeout(TIMEOUT)
                .POST(body);
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(uri() + path))
                .timeout(TIMEOUT)
                .build());
    }

    static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\""
                        + field.getValue().replace("\r", "\\r").replace("\n", "\\n") + "\"")
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String text(String file) {
        try {
            return Files.readString(home.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class TestTime {

        @Bean
        @Primary
        AdjustableClock adjustableClock() {
            return new AdjustableClock();
        }
    }

    private static final class Shared {

        private static final RunningCa INSTANCE = startShared();

        private static RunningCa startShared() {
            try {
                return start(Files.createTempDirectory("datapact-ca").resolve("home"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
