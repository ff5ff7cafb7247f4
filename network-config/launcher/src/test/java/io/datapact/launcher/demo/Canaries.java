package io.datapact.launcher.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Values that stand in one member's table alone, and a search for them in whatever is on disk. */
final class Canaries {
    /** Texts and numbers of the bank's planted row. */
    static final List<byte[]> BANK = List.of(
            ascii("canary-bank-4f1d9b"),
            ascii("739184625"),
            number(739_184_625L, ByteOrder.BIG_ENDIAN),
            number(739_184_625L, ByteOrder.LITTLE_ENDIAN),
            ascii("canary-savings"));

    /** Texts and numbers of the operator's planted row. */
    static final List<byte[]> TELCO = List.of(
            ascii("canary-telco-93ae07"),
            ascii("canary-housing"),
            ascii("918273645"),
            number(918_273_645L, ByteOrder.BIG_ENDIAN),
            number(918_273_645L, ByteOrder.LITTLE_ENDIAN));

    private Canaries() {}

    static void plant(Path loans, Path subscribers) throws IOException {
        Files.writeString(loans, "canary-bank-4f1d9b,739184625,12,1,canary-savings\n", StandardOpenOption.APPEND);
        Files.writeString(
                subscribers, "canary-telco-93ae07,management,918273645,canary-housing,44\n", StandardOpenOption.APPEND);
    }

    /** Files below a folder, but outside the exempt ones, that hold any of the values. */
    static List<String> foundOutside(Path folder, List<Path> exempt, List<byte[]> values) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> exempt.stream().noneMatch(file::startsWith))
                    .toList()) {
                found.addAll(foundInFile(file, values));
            }
            return found;
        }
    }

    static List<String> foundIn(Path place, List<byte[]> values) throws IOException {
        return Files.isDirectory(place) ? foundOutside(place, List.of(), values) : foundInFile(place, values);
    }

    private static List<String> foundInFile(Path file, List<byte[]> values) throws IOException {
        byte[] content = Files.readAllBytes(file);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (contains(content, values.get(i))) {
                found.add(file + " holds planted value " + i);
            }
        }
        return found;
    }

    private static boolean contains(byte[] content, byte[] value) {
        String haystack = new String(content, StandardCharsets.ISO_8859_1);
        return haystack.contains(new String(value, StandardCharsets.ISO_8859_1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(long value, ByteOrder order) {
        return ByteBuffer.allocate(Long.BYTES).order(order).putLong(value).array();
    }
}
