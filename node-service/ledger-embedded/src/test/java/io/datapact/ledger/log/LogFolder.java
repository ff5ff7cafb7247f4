package io.datapact.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What tests do to a log's folder from outside. */
final class LogFolder {
    static final long SMALL_SEGMENT = 200;

    private LogFolder() {}

    static SegmentLog open(Path folder, LogDisk disk, List<String> into) {
        return SegmentLog.open(
                folder, disk, SMALL_SEGMENT, (position, entry) -> into.add(new String(entry, StandardCharsets.UTF_8)));
    }

    /** The entries that opening finds. */
    static List<String> entries(Path folder) {
        List<String> found = new ArrayList<>();
        open(folder, LogDisk.real(), found).close();
        return found;
    }

    static List<byte[]> batch(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> text(i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(LogFolder::text).toList();
    }

    static String text(int i) {
        return "entry-" + i + "-" + "x".repeat(i % 7);
    }

    static List<Path> segments(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of a folder as it stands. */
    static Path copy(Path folder, Path target) {
        try (Stream<Path> files = Files.list(folder)) {
            Files.createDirectories(target);
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
