package io.datapact.pki.enrol;

import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

/** One request at a time to the authority, over TLS 1.3 pinned to its root, bounded in time and size. */
final class AuthorityHttp implements AutoCloseable {

    private static final int MAXIMUM_ANSWER_BYTES = 256 * 1024;

    private final HttpClient http;
    private final URI base;
    private final Duration requestTimeout;

    AuthorityHttp(URI base, X509Certificate root, Duration requestTimeout, Clock clock) {
        if (!"https".equals(base.getScheme())) {
            throw new IllegalArgumentException("expected the authority's address as https://host:port, found " + base);
        }
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {TlsContexts.PROTOCOL});
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(requestTimeout)
                .sslContext(TlsContexts.anonymous(Set.of(root), PeerPolicy.anyMember(), clock))
                .sslParameters(parameters)
                .build();
        this.base = base;
        this.requestTimeout = requestTimeout;
    }

    /** An answer: HTTP status and the fields of its JSON object. */
    record Answer(int status, Map<String, List<String>> fields) {

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The only value of a field. */
        String one(String name) {
            List<String> values = fields.getOrDefault(name, List.of());
            if (values.size() != 1) {
                throw new EnrolmentException("expected the field " + name + " in the authority's answer with status "
                        + status + ", found " + fields.keySet());
            }
            return values.getFirst();
        }
    }

    Answer post(String path, Map<String, ?> fields, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(requestTimeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(FlatJson.write(fields), StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return send(request.build());
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .timeout(requestTimeout)
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAXIMUM_ANSWER_BYTES));
            String text = new String(response.body(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), FlatJson.read(text));
        } catch (IllegalArgumentException e) {
            throw new EnrolmentException(
                    "expected JSON from the authority at " + request.uri() + ": " + e.getMessage(), e);
        } catch (SSLHandshakeException e) {
            throw new EnrolmentException(
                    "the authority at " + request.uri() + " does not prove itself by the pinned root; check address and"
                            + " root certificate: " + e.getMessage(),
                    e);
        } catch (HttpTimeoutException e) {
            throw new EnrolmentException(
                    "the authority at " + request.uri() + " did not answer within " + requestTimeout, e);
        } catch (IOException e) {
            throw new EnrolmentException("cannot reach the authority at " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnrolmentException("interrupted while waiting for the authority at " + request.uri(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
