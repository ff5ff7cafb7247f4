package io.datapact.node.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.node.app.access.AccessRule;
import io.datapact.node.app.access.AccessRules;
import io.datapact.node.app.access.ApiRole;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One node, asked by people whom it does not know or who are not let do what they ask. */
class HostileAccessTest {
    private static final String MEMBER = "bank-a";

    @TempDir
    private static Path folder;

    private static TestNetwork network;
    private static TestApi api;

    @BeforeAll
    static void start() throws IOException {
        network = TestNetwork.of(folder, MEMBER, "clearing-c");
        network.start(MEMBER, "datapact.node.api-docs=true");
        api = network.api(MEMBER);
    }

    @AfterAll
    static void stop() {
        network.close();
    }

    static Stream<AccessRule> guarded() {
        return AccessRules.ALL.stream().filter(rule -> !rule.roles().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nothing_is_given_without_a_token(AccessRule rule) {
        TestApi.Answer answer = api.send(api.open(rule.path()).method(rule.method(), BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo("TOKEN_INVALID");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nothing_is_given_to_another_role(AccessRule rule) {
        Arrays.stream(ApiRole.values())
                .filter(role -> !rule.roles().contains(role))
                .forEach(role -> {
                    TestApi.Answer answer = api.send(api.request(role.fileName(), rule.path())
                            .method(rule.method(), BodyPublishers.ofString("{}")));
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.code()).isEqualTo("ROLE_FORBIDS");
                });
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void every_rule_has_something_behind_it(AccessRule rule) {
        String role = rule.roles().iterator().next().fileName();
        TestApi.Answer answer = api.send(api.request(role, rule.path())
                .header("Content-Type", "application/json")
                .method(rule.method(), BodyPublishers.ofString("[]")));

        assertThat(answer.status()).isIn(200, 400, 404);
        assertThat(answer.text()).doesNotContain("a path of the interface");
    }

    @Test
    void wrong_tokens_are_refused_whatever_they_look_like() {
        String token = api.token("operator");
        for (String header : List.of(
                "Bearer ",
                "Bearer x",
                "bearer " + token,
                "Basic " + token,
                token,
                "Bearer " + token + token,
                "Bearer " + "a".repeat(8_000))) {
            TestApi.Answer answer = api.send(api.open("/v1/balances").header("Authorization", header));
            assertThat(answer.status())
                    .as("a wrong token of %d characters", header.length())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/balances/, 404",
        "/v1//balances, 404",
        "/v1/balances;x=1, 404",
        "/v1/./balances, 404",
        "/v1/x/../balances, 404",
        "/v1/%62alances, 404",
        "/V1/balances, 404",
        "/actuator, 404",
        "/actuator/env, 404",
        "/actuator/heapdump, 404",
        "/actuator/health/ledger, 404",
        "/actuator/prometheus/../env, 404",
        "/v3/api-docs.yaml, 404",
        "/swagger-ui/index.html, 404",
        "/error, 404",
        "/, 404"
    })
    void paths_are_taken_as_they_are_or_not_at_all(String path, int status) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + api.token("operator") + "\r\nConnection: close\r\n\r\n";

        assertThat(api.raw(request)).isEqualTo("HTTP/1.1 " + status);
    }

    @Test
    void other_methods_are_refused() {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")) {
            TestApi.Answer answer =
                    api.send(api.request("operator", "/v1/runs?task=x").method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).as(method).isIn(400, 405);
        }
        assertThat(api.send(api.request("operator", "/v1/balances").method("TRACE", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({"Authorization", "Content-Type", "Host"})
    void headers_that_decide_come_once(String header) throws IOException {
        String twice = switch (header) {
            case "Authorization" -> "Authorization: Bearer " + api.token("admin") + "\r\n";
            case "Host" -> "Host: other\r\n";
            default -> "Content-Type: text/plain\r\nContent-Type: application/json\r\n";
        };
        String request = "GET /v1/balances HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + api.token("operator") + "\r\n" + twice + "Connection: close\r\n\r\n";

        assertThat(api.raw(request)).isEqualTo("HTTP/1.1 400");
    }

    @Test
    void a_length_said_twice_or_smuggled_is_refused() throws IOException {
        String start = "POST /v1/funds HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + api.token("operator")
                + "\r\nContent-Type: application/json\r\n";

        assertThat(api.raw(start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"))
                .isEqualTo("HTTP/1.1 400");
        assertThat(api.raw(start + "Content-Length: -1\r\n\r\n{}")).isEqualTo("HTTP/1.1 400");
    }

    @Test
    void the_open_paths_tell_how_the_node_is_and_nothing_more() throws InterruptedException {
        StoryPreparation.await(() -> api.get("", "/actuator/health").status() == 200);
        TestApi.Answer health = api.get("", "/actuator/health");
        TestApi.Answer metrics = api.get("", "/actuator/prometheus");

        assertThat(health.json()
                        .path("components")
                        .path("ledger")
                        .path("details")
                        .path("lag")
                        .asInt(-1))
                .isZero();
        assertThat(health.json()
                        .path("components")
                        .path("evidence")
                        .path("status")
                        .asString(""))
                .isEqualTo("UP");
        assertThat(health.text()).doesNotContain(folder.toString());
        assertThat(metrics.text()).contains("datapact_ledger_entries").doesNotContain(folder.toString());
    }

    @Test
    void the_interface_is_documented_for_whoever_has_a_token() {
        TestApi.Answer docs = api.get("auditor", "/v3/api-docs");

        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.json().path("paths").propertyNames())
                .containsAll(AccessRules.ALL.stream()
                        .map(AccessRule::path)
                        .filter(path -> path.startsWith("/v1/"))
                        .toList());
    }
}
