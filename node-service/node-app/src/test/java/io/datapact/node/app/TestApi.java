package io.datapact.node.app;

import io.datapact.contract.id.Bytes;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a node's REST interface. */
final class TestApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final Path tokens;
    private final SSLContext tls;
    private final HttpClient http;

    TestApi(int port, Path tokens, X509Certificate root, String member) {
        this.port = port;
        this.tokens = tokens;
        this.tls = TlsContexts.anonymous(Set.of(root), PeerPolicy.member(member), Clock.systemUTC());
        this.http = HttpClient.newBuilder().sslContext(tls).build();
    }

    /** What came back. */
    record Answer(int status, String type, Bytes body) {
        JsonNode json() {
            return JSON.readTree(body.toBytes());
        }

        String text() {
            return new String(body.toBytes(), StandardCharsets.UTF_8);
        }

        String code() {
            return json().path("code").asString("");
        }
    }

    Answer get(String role, String path) {
        return send(request(role, path).GET());
    }

    Answer post(String role, String path, Map<String, ?> body) {
        return send(request(role, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer put(String role, String path, Map<String, ?> body) {
        return send(request(role, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer delete(String role, String path) {
        return send(request(role, path).DELETE());
    }

    HttpRequest.Builder request(String role, String path) {
        HttpRequest.Builder request = open(path);
        return role.isEmpty() ? request : request.header("Authorization", "Bearer " + token(role));
    }

    HttpRequest.Builder open(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40));
    }

    String token(String role) {
        try {
            return Files.readString(tokens.resolve(role));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    Bytes.of(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes as they are; gives the first line of the answer, or nothing. */
    String raw(String bytes) throws IOException {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.ISO_8859_1);
        }
    }
}
