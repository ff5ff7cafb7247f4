package io.datapact.node.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.node.run.AttestMargin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
    private static final String SMALLEST = """
            datapact.node.member=bank-a
            datapact.node.ledger.address=127.0.0.1:4711
            datapact.node.ledger.genesis=genesis.dsse.json
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(home.resolve("keys"));
        Files.writeString(home.resolve("keys/root.pem"), "root");
        Files.writeString(home.resolve("genesis.dsse.json"), "{}");
    }

    @Test
    void needs_three_keys_and_fills_in_the_rest() {
        NodeConfiguration read = load(SMALLEST);

        assertThat(read.node()).isEqualTo(new NodeId("bank-a/1"));
        assertThat(read.address()).isEqualTo("127.0.0.1");
        assertThat(read.port()).isZero();
        assertThat(read.ledger()).isEqualTo(new Endpoint("127.0.0.1", 4711));
        assertThat(read.genesis()).isEqualTo(home.resolve("genesis.dsse.json"));
        assertThat(read.database().url()).isEqualTo("jdbc:h2:file:" + home.resolve("db/node"));
        assertThat(read.data()).isEqualTo(home.resolve("data"));
        assertThat(read.anyFile()).isFalse();
        assertThat(read.apiDocs()).isFalse();
        assertThat(read.policy().purposes()).isEmpty();
        assertThat(read.margin()).isEqualTo(AttestMargin.DERIVED);
    }

    @Test
    void reads_every_key() {
        NodeConfiguration read = load(SMALLEST + """
                          datapact.node.handle=2
                          datapact.node.address=0.0.0.0
                          datapact.node.port=8443
                          datapact.node.peer-port=9443
                          datapact.node.database.url=jdbc:postgresql://db/node
                          datapact.node.database.user=node
                          datapact.node.database.password-file=keys/db
                          datapact.node.peers.telco-b=127.0.0.1:5000
                          datapact.node.policy.purposes=credit-risk, fraud
                          datapact.node.policy.operations=group-by
                          datapact.node.policy.proposers=bank-a,telco-b
                          datapact.node.attest-margin-seconds=45
                          datapact.node.data.folder=/srv/tables
                          datapact.node.data.any-file=true
                          datapact.node.api-docs=true
                          """);

        assertThat(read.node()).isEqualTo(new NodeId("bank-a/2"));
        assertThat(read.port()).isEqualTo(8443);
        assertThat(read.peerPort()).isEqualTo(9443);
        assertThat(read.database().passwordFile()).hasValue(home.resolve("keys/db"));
        assertThat(read.peers()).isEqualTo(Map.of(new MemberId("telco-b"), new Endpoint("127.0.0.1", 5000)));
        assertThat(read.policy().purposes()).containsExactly(new Code("credit-risk"), new Code("fraud"));
        assertThat(read.policy().proposers()).hasSize(2);
        assertThat(read.margin()).isEqualTo(AttestMargin.of(Duration.ofSeconds(45)));
        assertThat(read.data()).isEqualTo(Path.of("/srv/tables"));
        assertThat(read.anyFile()).isTrue();
        assertThat(read.apiDocs()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "datapact.node.member=Bank A | datapact.node.member",
                "datapact.node.port=70000 | expected a port of 0 to 65535",
                "datapact.node.port=-1 | expected a port of 0 to 65535",
                "datapact.node.ledger.address=somewhere | expected host:port",
                "datapact.node.ledger.address=127.0.0.1:0 | expected a port of 1 to 65535",
                "datapact.node.peers.UP=127.0.0.1:1 | datapact.node.peers.<member>",
                "datapact.node.api-docs=yes | expected true or false",
                "datapact.node.database.url=jdbc:mysql://x | jdbc:h2: or jdbc:postgresql:",
                "datapact.node.policy.operations=Group By | datapact.node.policy.operations",
                "datapact.node.attest-margin-seconds=0 | expected a margin of 1 to 86400 seconds",
                "datapact.node.attest-margin-seconds=-1 | expected a number of seconds",
                "datapact.node.adress=127.0.0.1 | found datapact.node.adress",
                "server.port=80 | found server.port",
                "datapact.node.ledger.genesis=none.json | expected the genesis envelope"
            })
    void says_what_is_wrong(String line, String said) {
        assertThatThrownBy(() -> load(SMALLEST + line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(said);
    }

    @Test
    void misses_what_must_be_there() {
        assertThatThrownBy(() -> load("datapact.node.member=bank-a\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected a value of datapact.node.ledger.address");
        assertThatThrownBy(() -> ConfigurationFile.load(home.resolve("nowhere")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("give --home=");
    }

    @Test
    void refuses_a_file_that_is_no_text_or_without_end() throws IOException {
        Files.write(home.resolve("node.properties"), new byte[] {(byte) 0xc3, 0x28});
        assertThatThrownBy(() -> ConfigurationFile.load(home)).isInstanceOf(ConfigurationException.class);
        Files.writeString(home.resolve("node.properties"), "#".repeat(ConfigurationFile.MAXIMUM_BYTES + 1));
        assertThatThrownBy(() -> ConfigurationFile.load(home))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at most");
    }

    private NodeConfiguration load(String text) {
        try {
            Files.writeString(home.resolve("node.properties"), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ConfigurationFile.load(home);
    }
}
