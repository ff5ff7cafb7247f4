package io.datapact.node.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.datapact.node.app.access.ApiRole;
import io.datapact.node.app.web.ReadAfterFilter;
import io.datapact.node.app.web.RecordJsonConverter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** One node on a real ledger, asked by people who may ask but mean no good. */
class HostileRequestsTest {
    private static final String MEMBER = "bank-a";
    private static final String CANARY = "canary-5f1e0c";

    @TempDir
    private static Path folder;

    private static TestNetwork network;
    private static TestApi api;
    private static ListAppender<ILoggingEvent> log;

    @BeforeAll
    static void start() throws IOException {
        network = TestNetwork.of(folder, MEMBER, "clearing-c");
        network.start(MEMBER, "datapact.node.api-docs=true");
        api = network.api(MEMBER);
        // The framework sets logging up anew while it starts; from here on nothing is missed.
        log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        root.setLevel(Level.INFO);
        for (String role : List.of("approver", "node", "tls")) {
            StoryPreparation.committed(api.post("admin", "/v1/certificates", Map.of("role", role)));
        }
    }

    @AfterAll
    static void stop() {
        network.close();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(log);
        root.setLevel(Level.ERROR);
    }

    @Test
    void a_body_beyond_the_bound_is_refused_said_or_unsaid() {
        String large = "{\"task\":\"" + "a".repeat(RecordJsonConverter.MAXIMUM_BODY_BYTES) + "\"}";

        TestApi.Answer said = post("operator", "/v1/funds", large);
        TestApi.Answer unsaid = api.send(api.request("operator", "/v1/funds")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));

        assertThat(said.status()).isEqualTo(413);
        assertThat(unsaid.status()).isEqualTo(413);
        assertThat(unsaid.code()).isEqualTo("TOO_LARGE");
    }

    @Test
    void a_request_waits_for_the_position_it_names_and_no_longer_than_it_may() {
        long newest = api.get("auditor", "/v1/ledger").json().path("entries").asLong(0) - 1;

        assertThat(after(Long.toString(newest)).status()).isEqualTo(200);
        TestApi.Answer ahead = after(Long.toString(newest + 1_000_000));
        assertThat(ahead.status()).isEqualTo(503);
        assertThat(ahead.code()).isEqualTo("LEDGER_BEHIND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "0x10", "01", "", "9999999999999999999", "1, 2"})
    void a_position_that_is_no_number_is_refused(String position) {
        TestApi.Answer answer = after(position);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("HEADER_MALFORMED");
    }

    private static TestApi.Answer after(String position) {
        return api.send(api.request("operator", "/v1/balances").GET().header(ReadAfterFilter.HEADER, position));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``",
                "{",
                "nonsense",
                "[]",
                "null",
                "7",
                "{\"task\":\"bank-a/1\"}",
                "{\"task\":\"bank-a/1\",\"run\":\"1\"}",
                "{\"task\":\"bank-a/1\",\"run\":1.0}",
                "{\"task\":\"bank-a/1\",\"run\":0}",
                "{\"task\":\"bank-a/1\",\"run\":1,\"more\":1}",
                "{\"task\":\"bank-a/1\",\"run\":1,\"run\":2}",
                "{\"task\":\"Bank A/1\",\"run\":1}",
                "{\"task\":[\"bank-a/1\"],\"run\":1}",
                "{\"task\":\"../../etc\",\"run\":1}"
            })
    void garbage_is_malformed_and_says_where(String body) {
        TestApi.Answer answer = post("operator", "/v1/funds", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo("MALFORMED");
        assertThat(answer.json().path("detail").asString("")).isNotEmpty();
    }

    @Test
    void another_content_type_is_refused() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "x")) {
            TestApi.Answer answer = api.send(api.request("operator", "/v1/funds")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"task\":\"bank-a/1\",\"run\":1}")));
            assertThat(answer.status()).as(type).isEqualTo(415);
            assertThat(answer.code()).isEqualTo("CONTENT_TYPE");
        }
        assertThat(api.send(api.request("operator", "/v1/funds").POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "../keys/passphrase",
        "../tokens/admin",
        "/etc/passwd",
        "link.csv",
        ".",
        "none.csv",
        "a/../../keys/node.p12",
        "~/x"
    })
    void a_table_outside_the_data_folder_is_refused_like_one_that_is_not_there(String file) throws IOException {
        Path data = Files.createDirectories(network.home(MEMBER).resolve("data"));
        Path link = data.resolve("link.csv");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, network.home(MEMBER).resolve("keys/passphrase"));
        }
        TestApi.Answer answer = api.post("approver", "/v1/datasets/versions", version(file));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("FILE_REFUSED");
        assertThat(answer.text()).doesNotContain(network.home(MEMBER).toString());
    }

    @Test
    void bad_rows_are_told_by_line_without_their_values() throws IOException {
        Path data = Files.createDirectories(network.home(MEMBER).resolve("data"));
        Files.writeString(data.resolve("bad.csv"), "id,amount\na,1\nb," + CANARY + "\na,2\n");
        StoryPreparation.committed(api.post("approver", "/v1/datasets", Map.of("dataset", MEMBER + "/bad")));

        TestApi.Answer answer = api.post("approver", "/v1/datasets/versions", version("bad.csv"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("TABLE_REFUSED");
        assertThat(answer.json().path("problems").path(0).path("line").asInt(0)).isEqualTo(3);
        assertThat(answer.text()).doesNotContain(CANARY);
    }

    @Test
    void what_the_rule_book_refuses_is_a_conflict_with_its_reason() {
        TestApi.Answer answer =
                api.post("approver", "/v1/tasks/approvals", Map.of("task", "bank-a/none", "manifest", "0".repeat(64)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().path("outcome").asString("")).isEqualTo("refused");
        assertThat(answer.json().path("reason").asString("")).isEqualTo(answer.code());
        assertThat(answer.json().path("command").asString("")).hasSize(64);
    }

    @Test
    void a_role_without_a_key_here_is_told() {
        TestApi.Answer answer = api.post(
                "market", "/v1/payins", Map.of("currency", "CNY", "reference", "x", "member", MEMBER, "amount", 1));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("KEY_MISSING");
    }

    @Test
    void peers_are_members_and_addresses() {
        assertThat(api.put("admin", "/v1/peers", Map.of("clearing-c", "127.0.0.1:4711"))
                        .json()
                        .path("clearing-c")
                        .asString(""))
                .isEqualTo("127.0.0.1:4711");
        for (Object address : List.of("nowhere", "127.0.0.1:0", "127.0.0.1:99999", "http://x:1", 7)) {
            assertThat(api.put("admin", "/v1/peers", Map.of("clearing-c", address))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(api.put("admin", "/v1/peers", Map.of("Clearing C", "127.0.0.1:1"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void secrets_are_private_files_and_never_in_the_log() throws IOException {
        post("operator", "/v1/funds", "{\"task\":\"" + CANARY + "\"}");
        post("operator", "/v1/funds", "{\"" + CANARY + "\":1}");
        api.send(api.open("/v1/balances?" + CANARY + "=1").header("Authorization", "Bearer " + CANARY));
        String passphrase = Files.readString(network.home(MEMBER).resolve("keys/passphrase"))
                .strip();
        String text = log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .reduce("", (all, line) -> all + line + "\n");

        assertThat(text).contains("register-certificate").doesNotContain(CANARY).doesNotContain(passphrase);
        for (ApiRole role : ApiRole.values()) {
            assertThat(text).doesNotContain(api.token(role.fileName()));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            network.home(MEMBER).resolve("tokens").resolve(role.fileName()))))
                    .isEqualTo("rw-------");
        }
    }

    private static TestApi.Answer post(String role, String path, String body) {
        return api.send(api.request(role, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Map<String, Object> version(String file) {
        Map<String, Object> version = new HashMap<>();
        version.put("dataset", MEMBER + "/bad");
        version.put("version", 1);
        version.put(
                "schema",
                Map.of(
                        "columns",
                        List.of(StoryRequests.column("id", "TEXT"), StoryRequests.column("amount", "INTEGER")),
                        "key",
                        List.of("id")));
        version.put("file", file);
        version.put("terms", StoryRequests.terms());
        return version;
    }
}
