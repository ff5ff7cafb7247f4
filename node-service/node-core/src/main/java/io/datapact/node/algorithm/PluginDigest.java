package io.datapact.node.algorithm;

import io.datapact.contract.id.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What names a plugin byte for byte: its own jar and those it calls. */
final class PluginDigest {
    private static final int BUFFER_BYTES = 1 << 16;

    private PluginDigest() {}

    /** SHA-256 over jars sorted by name, each a line of digest, two blanks and name. */
    static Digest of(SortedMap<String, Path> code) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Path> jar : code.entrySet()) {
            line(lines, ofPlace(jar.getValue()), jar.getKey());
        }
        return Digest.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** SHA-256 of a jar's bytes; of a folder, over its sorted files, each a line of digest, two blanks and path. */
    private static Digest ofPlace(Path where) throws IOException {
        return Files.isDirectory(where) ? ofFolder(where) : ofFile(where);
    }

    private static Digest ofFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            line(lines, ofFile(file), folder.relativize(file).toString().replace('\\', '/'));
        }
        return Digest.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder lines, Digest digest, String name) {
        lines.append(digest).append("  ").append(name).append('\n');
    }

    private static Digest ofFile(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Digest.wrap(digest.digest());
    }
}
