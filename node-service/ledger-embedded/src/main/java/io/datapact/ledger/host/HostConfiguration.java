package io.datapact.ledger.host;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.local.Backpressure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A host's settings, from {@code ledger.properties} in its home. Paths are relative to the home unless absolute.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>key</th><th>default</th><th>what</th></tr>
 * <tr><td>{@code listen.address}</td><td>127.0.0.1</td><td>address to listen on</td></tr>
 * <tr><td>{@code listen.port}</td><td>0</td><td>port, 0 to 65535; 0 takes a free one, told in {@code ledger.port}</td></tr>
 * <tr><td>{@code tls.keystore}</td><td>tls.p12</td><td>PKCS#12 with the host's TLS certificate and key</td></tr>
 * <tr><td>{@code tls.passphrase.file}</td><td>tls.passphrase</td><td>its passphrase, first line, mode 600</td></tr>
 * <tr><td>{@code trust.roots}</td><td>root.pem</td><td>PEM of the roots that clients' certificates come from</td></tr>
 * <tr><td>{@code genesis}</td><td>genesis.dsse.json</td><td>the genesis envelope</td></tr>
 * <tr><td>{@code log.key}</td><td>log.key.pem</td><td>Ed25519 key of the checkpoints, PKCS#8 PEM, mode 600</td></tr>
 * <tr><td>{@code log.next-key}</td><td>none</td><td>further keys, as {@code log.key}, separated by commas: the next one
 * before members enact it, the former one until the log is handed over; in any order</td></tr>
 * <tr><td>{@code chain}</td><td>chain</td><td>folder of the log</td></tr>
 * <tr><td>{@code bootstrap.clients}</td><td>none</td><td>SHA-256 of client certificates admitted unregistered, hex,
 * separated by commas</td></tr>
 * <tr><td>{@code backpressure.commands}</td><td>2048</td><td>most commands under way, 64 to 65536; all bounds of queues
 * follow from it ({@link Backpressure})</td></tr>
 * </table>
 */
public record HostConfiguration(
        String address,
        int port,
        Path keyStore,
        Path passphraseFile,
        Path trustRoots,
        Path genesis,
        Path logKey,
        List<Path> nextKeys,
        Path chain,
        Set<Digest> bootstrap,
        Backpressure bounds) {
    /** Name of the settings' file in the home. */
    public static final String FILE = "ledger.properties";

    private static final long MAXIMUM_FILE_BYTES = 64 << 10;
    private static final Set<String> KEYS = Set.of(
            "listen.address",
            "listen.port",
            "tls.keystore",
            "tls.passphrase.file",
            "trust.roots",
            "genesis",
            "log.key",
            "log.next-key",
            "chain",
            "bootstrap.clients",
            "backpressure.commands");

    public HostConfiguration {
        nextKeys = List.copyOf(nextKeys);
        bootstrap = Set.copyOf(bootstrap);
    }

    /**
     * Reads the settings of a home.
     *
     * @throws IllegalArgumentException naming the key, what was expected and what was found
     */
    public static HostConfiguration read(Path home) {
        Properties properties = load(home.resolve(FILE));
        Set<String> unknown = new HashSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("expected the keys "
                    + KEYS.stream().sorted().toList() + " in " + home.resolve(FILE) + ", found also " + unknown);
        }
        return new HostConfiguration(
                properties.getProperty("listen.address", "127.0.0.1"),
                port(properties.getProperty("listen.port", "0")),
                home.resolve(properties.getProperty("tls.keystore", "tls.p12")),
                home.resolve(properties.getProperty("tls.passphrase.file", "tls.passphrase")),
                home.resolve(properties.getProperty("trust.roots", "root.pem")),
                home.resolve(properties.getProperty("genesis", "genesis.dsse.json")),
                home.resolve(properties.getProperty("log.key", "log.key.pem")),
                Arrays.stream(properties.getProperty("log.next-key", "").split(","))
                        .map(String::strip)
                        .filter(file -> !file.isEmpty())
                        .map(home::resolve)
                        .toList(),
                home.resolve(properties.getProperty("chain", "chain")),
                digests(properties.getProperty("bootstrap.clients", "")),
                bounds(properties));
    }

    private static Properties load(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAXIMUM_FILE_BYTES) {
                throw new IllegalArgumentException("expected settings of at most " + MAXIMUM_FILE_BYTES + " bytes in "
                        + file + ", found " + (Files.exists(file) ? "something else" : "none"));
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                Properties properties = new Properties();
                properties.load(reader);
                return properties;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static int port(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,5}"))
                .map(Integer::parseInt)
                .filter(port -> port <= 65_535)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a port of 0 to 65535 in listen.port, found '" + text + "'"));
    }

    private static Backpressure bounds(Properties properties) {
        String text = properties.getProperty("backpressure.commands", String.valueOf(Backpressure.USUAL.commands()));
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("expected a number of " + Backpressure.LEAST + " to " + Backpressure.MOST
                    + " in backpressure.commands, found '" + text + "'");
        }
        return new Backpressure(Integer.parseInt(text));
    }

    private static Set<Digest> digests(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(digest -> !digest.isEmpty())
                .map(Digest::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
