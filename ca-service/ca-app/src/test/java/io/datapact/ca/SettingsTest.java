package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.ca.home.AdminSecret;
import io.datapact.ca.setting.CaSettings;
import io.datapact.ca.setting.DatabaseSettings;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.key.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {

    private static final DatabaseSettings NO_DATABASE = new DatabaseSettings("", "ca", "");

    @TempDir
    private Path folder;

    @Test
    void the_server_bears_its_names_and_its_address_once() {
        assertThat(settings("127.0.0.1").serverNames())
                .containsExactly(new HostName("localhost"), new HostName("127.0.0.1"));
        assertThat(settings("10.0.0.5").serverNames())
                .containsExactly(new HostName("localhost"), new HostName("127.0.0.1"), new HostName("10.0.0.5"));
        assertThat(settings("0.0.0.0").serverNames()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port=99999|setting datapact.ca.port: expected 0 to 65535, found 99999",
                "address=example|setting datapact.ca.address: expected an IP address, found example",
                "consortium=My Bank|setting datapact.ca.consortium: expected 1 to 40 of a-z, 0-9, -, found My Bank",
                "names=*|setting datapact.ca.names: expected 1 to 8 DNS names or addresses, found [*]",
                "token-lifetime=10s|setting datapact.ca.token-lifetime: expected a duration from PT1M to PT720H, found"
                        + " PT10S",
                "database.url=jdbc:h2:mem:x|setting datapact.ca.database.url: expected jdbc:postgresql://… or nothing"
                        + " for the built-in database, found another kind of address"
            })
    void wrong_settings_are_refused_with_a_sentence(String setting, String sentence) {
        String[] keyAndValue = setting.split("=", 2);
        Binder binder =
                new Binder(new MapConfigurationPropertySource(Map.of("datapact.ca." + keyAndValue[0], keyAndValue[1])));

        assertThatThrownBy(() -> binder.bind("datapact.ca", CaSettings.class))
                .rootCause()
                .isInstanceOf(CaStartException.class)
                .hasMessage(sentence);
    }

    @Test
    void a_wrong_setting_stops_the_start_before_anything_is_made() {
        SpringApplication application = new SpringApplication(CaApplication.class);
        Path home = folder.resolve("home");

        assertThatThrownBy(() -> application.run("--datapact.ca.home=" + home, "--datapact.ca.port=99999"))
                .rootCause()
                .isInstanceOf(CaStartException.class);
        assertThat(home).doesNotExist();
    }

    @Test
    void failures_that_an_operator_can_mend_are_told_in_one_sentence() {
        CaStartFailureAnalyzer analyzer = new CaStartFailureAnalyzer();
        Exception wrapped = new IllegalStateException("outer", new CaStartException("expected a, found b"));

        assertThat(analyzer.analyze(wrapped).getDescription()).isEqualTo("expected a, found b");
        assertThat(analyzer.analyze(new IllegalStateException("bug"))).isNull();
    }

    @Test
    void passwords_come_from_files() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "geheim\n");
        assertThat(new DatabaseSettings("jdbc:postgresql://db/ca", "ca", file.toString()).password())
                .isEqualTo("geheim");
        assertThatThrownBy(() ->
                        new DatabaseSettings("", "ca", folder.resolve("none").toString()).password())
                .isInstanceOf(CaStartException.class)
                .hasMessageContaining("cannot read");
    }

    @Test
    void the_operators_secret_is_made_once_and_kept_private() throws IOException {
        Path file = folder.resolve("admin.secret");
        AdminSecret made = AdminSecret.loadOrCreate(file, new SecureRandom());
        String text = Files.readString(file).strip();

        assertThat(made.matches(text)).isTrue();
        assertThat(AdminSecret.loadOrCreate(file, new SecureRandom()).matches(text))
                .isTrue();
        assertThat(made.matches("")).isFalse();
        assertThat(made.matches(text.substring(1))).isFalse();

        Files.writeString(file, "short");
        assertThatThrownBy(() -> AdminSecret.loadOrCreate(file, new SecureRandom()))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("found 5");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> AdminSecret.loadOrCreate(file, new SecureRandom()))
                .hasMessageContaining("can be read or written by others");
    }

    private static CaSettings settings(String address) {
        return new CaSettings(
                "home",
                "consortium",
                address,
                0,
                List.of("localhost", "127.0.0.1"),
                Duration.ofHours(1),
                Duration.ofDays(1),
                false,
                NO_DATABASE);
    }
}
