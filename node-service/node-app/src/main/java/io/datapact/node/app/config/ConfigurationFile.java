package io.datapact.node.app.config;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.node.run.AttestMargin;
import io.datapact.node.run.LocalPolicy;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads {@code <home>/node.properties}. */
public final class ConfigurationFile {
    /** Largest file, in bytes. */
    public static final int MAXIMUM_BYTES = 64 << 10;

    private static final String LOOPBACK = "127.0.0.1";

    private ConfigurationFile() {}

    /**
     * Reads and checks a node's configuration.
     *
     * @param folder the node's home
     * @throws ConfigurationException if the file is not there, or a key or value is not what it should be
     */
    public static NodeConfiguration load(Path folder) {
        Home home = new Home(folder.toAbsolutePath().normalize());
        Settings settings = new Settings(home.properties(), read(home.properties()));
        NodeConfiguration configuration = configuration(home, settings);
        settings.requireNoOthers();
        requireFile("the genesis envelope", configuration.genesis());
        requireFile("the trusted root", home.root());
        return configuration;
    }

    private static NodeConfiguration configuration(Home home, Settings settings) {
        MemberId member = settings.require("member", MemberId::new);
        return new NodeConfiguration(
                home,
                settings.get("handle", new NodeId(member + "/1"), handle -> new NodeId(member + "/" + handle)),
                settings.get("address", LOOPBACK, ConfigurationFile::address),
                settings.get("port", 0, ConfigurationFile::port),
                settings.get("peer-port", 0, ConfigurationFile::port),
                settings.require("ledger.address", Endpoint::parse),
                settings.require("ledger.genesis", path -> home.folder().resolve(path)),
                database(home, settings),
                peers(settings),
                new LocalPolicy(
                        settings.list("policy.purposes", Code::new),
                        settings.list("policy.operations", Code::new),
                        settings.list("policy.proposers", MemberId::new)),
                settings.get("attest-margin-seconds", AttestMargin.DERIVED, ConfigurationFile::margin),
                settings.get(
                        "data.folder",
                        home.folder().resolve("data"),
                        path -> home.folder().resolve(path)),
                settings.get("data.any-file", false, ConfigurationFile::flag),
                settings.get("api-docs", false, ConfigurationFile::flag));
    }

    private static DatabaseSettings database(Home home, Settings settings) {
        String user = settings.get("database.user", "", value -> value);
        var passwordFile =
                settings.find("database.password-file", path -> home.folder().resolve(path));
        return settings.get(
                "database.url",
                DatabaseSettings.h2(home.database()),
                url -> new DatabaseSettings(url, user, passwordFile));
    }

    private static Map<MemberId, Endpoint> peers(Settings settings) {
        Map<MemberId, Endpoint> peers = new HashMap<>();
        settings.under("peers", Endpoint::parse).forEach((member, endpoint) -> {
            try {
                peers.put(new MemberId(member), endpoint);
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException("datapact.node.peers.<member>: " + e.getMessage(), e);
            }
        });
        return peers;
    }

    private static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(
                    "expected the node's configuration at " + file + ", found none; give --home=<folder of the node>");
        }
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new ConfigurationException("expected at most " + MAXIMUM_BYTES + " bytes in " + file);
            }
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            Map<String, String> values = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
            return values;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("expected lines key=value in UTF-8 in " + file + ", found others", e);
        }
    }

    private static void requireFile(String what, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException("expected " + what + " at " + file + ", found none");
        }
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("expected a port of 0 to 65535, found another value");
        }
        return Integer.parseInt(text);
    }

    private static AttestMargin margin(String text) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("expected a number of seconds, found another value");
        }
        return AttestMargin.of(Duration.ofSeconds(Long.parseLong(text)));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, found another value");
        };
    }

    private static String address(String text) {
        if (!text.matches("[0-9A-Za-z.:-]{1,253}")) {
            throw new IllegalArgumentException("expected an address to listen on, found another value");
        }
        return text;
    }
}
