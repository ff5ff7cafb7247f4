package io.datapact.launcher.rest;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.UsageException;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import java.io.IOException;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One node's REST interface, in the role whose token the folder of tokens holds. */
public final class NodeApi implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final Path tokens;
    private final ReadSession session;
    private final HttpClient http;

    /**
     * Prepares calls.
     *
     * @param base   {@code https://127.0.0.1:port}
     * @param tokens folder with one file a role
     * @param root   the consortium's root certificate, PEM
     * @param member the member whose node must answer
     * @param session shared by all nodes that are spoken to in one conversation
     */
    public NodeApi(URI base, Path tokens, Path root, String member, ReadSession session) {
        this.base = base;
        this.tokens = tokens;
        this.session = session;
        this.http = HttpClient.newBuilder()
                .sslContext(
                        TlsContexts.anonymous(Set.of(certificate(root)), PeerPolicy.member(member), Clock.systemUTC()))
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * The node that lives in a home folder on this machine and runs.
     *
     * @throws UsageException  if the folder is no node's home
     * @throws LaunchException if the node does not run, or a file of its home is not what it should be
     */
    public static NodeApi ofHome(Path home) {
        NodeHome node = new NodeHome(home);
        return new NodeApi(
                URI.create("https://127.0.0.1:" + node.port()),
                home.resolve("tokens"),
                home.resolve("keys").resolve("root.pem"),
                node.member(),
                new ReadSession());
    }

    /** Reads. */
    public Answer get(String role, String path) {
        return send(request(role, path).GET().build());
    }

    /** Posts a JSON body. */
    public Answer post(String role, String path, Map<String, ?> body) {
        return send(request(role, path)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Puts a JSON body. */
    public Answer put(String role, String path, Map<String, ?> body) {
        return send(request(role, path)
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String role, String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + read(tokens.resolve(role)).strip())
                .header("Ledger-After", Long.toString(session.position()))
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = json(response.body());
            session.heard(json.path("position").asLong(0));
            return new Answer(response.statusCode(), json, response.body());
        } catch (IOException e) {
            throw new LaunchException(
                    "expected an answer of the node at " + base + ", found none; "
                            + NodeHome.howToStart(tokens.toAbsolutePath().getParent()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for the node at " + base, e);
        }
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0 || (body[0] != '{' && body[0] != '[')) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static X509Certificate certificate(Path file) {
        try {
            return X509Files.certificateFromPem(read(file));
        } catch (PemException e) {
            throw new LaunchException("the trusted root " + file + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LaunchException("expected a readable file " + file + ", found none", e);
        }
    }
}
