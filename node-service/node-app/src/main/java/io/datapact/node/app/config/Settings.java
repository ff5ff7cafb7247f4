package io.datapact.node.app.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Keys and values of the file, taken one by one; what nobody takes is unknown and refused. */
final class Settings {
    private static final String PREFIX = "datapact.node.";

    private final Path file;
    private final Map<String, String> values;
    private final Set<String> taken = new HashSet<>();

    Settings(Path file, Map<String, String> values) {
        this.file = file;
        this.values = new TreeMap<>(values);
    }

    /** A value that must be there. */
    <T> T require(String key, Function<String, T> read) {
        return find(key, read)
                .orElseThrow(() -> new ConfigurationException(
                        "expected a value of " + PREFIX + key + " in " + file + ", found none; add it"));
    }

    /** A value, or its default. */
    <T> T get(String key, T otherwise, Function<String, T> read) {
        return find(key, read).orElse(otherwise);
    }

    /** A value if it is there. */
    <T> Optional<T> find(String key, Function<String, T> read) {
        taken.add(PREFIX + key);
        return Optional.ofNullable(values.get(PREFIX + key)).map(value -> read(PREFIX + key, value, read));
    }

    /** A list, its values separated by commas. */
    <T> List<T> list(String key, Function<String, T> read) {
        return get(
                key,
                List.of(),
                value -> Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .map(read)
                        .toList());
    }

    /** All values whose keys begin with a prefix, by the rest of the key. */
    <T> Map<String, T> under(String prefix, Function<String, T> read) {
        Map<String, T> found = new TreeMap<>();
        String begin = PREFIX + prefix + ".";
        values.forEach((key, value) -> {
            if (key.startsWith(begin)) {
                taken.add(key);
                found.put(key.substring(begin.length()), read(key, value, read));
            }
        });
        return found;
    }

    /** Refuses the file if it holds a key that nothing asked for. */
    void requireNoOthers() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(taken);
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("expected keys that are listed in node-service/README.md, found "
                    + String.join(", ", unknown) + " in " + file + "; correct or remove them");
        }
    }

    private <T> T read(String key, String value, Function<String, T> read) {
        try {
            return read.apply(value.strip());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(key + " in " + file + ": " + e.getMessage(), e);
        }
    }
}
