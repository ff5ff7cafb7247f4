package io.datapact.audit.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipReaderTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    private final List<String> visited = new ArrayList<>();
    private boolean checksums = true;

    @Test
    void reads_what_the_writer_wrote() throws IOException {
        assertThat(read(zip("a.json", "b/c.json"))).isEmpty();
        assertThat(visited).containsExactly("a.json", "b/c.json");
        assertThat(checksums).isTrue();
    }

    @Test
    void every_tool_reads_what_the_writer_wrote() throws IOException {
        try (var in = new java.util.zip.ZipInputStream(new ByteArrayInputStream(zip("a.json", "b/c.json")))) {
            assertThat(in.getNextEntry().getName()).isEqualTo("a.json");
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            assertThat(in.getNextEntry().getName()).isEqualTo("b/c.json");
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @Test
    void every_single_bit_counts() throws IOException {
        byte[] zip = zip("a.json", "b/c.json");
        for (int bit = 0; bit < zip.length * 8; bit++) {
            byte[] flipped = zip.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            checksums = true;
            boolean found = read(flipped).isPresent() || !checksums;
            assertThat(found).as("bit %d", bit).isTrue();
        }
    }

    @Test
    void refuses_every_truncation_and_every_further_byte() throws IOException {
        byte[] zip = zip("a.json", "b/c.json");
        for (int length = 0; length < zip.length; length++) {
            assertThat(read(Arrays.copyOf(zip, length))).as("%d bytes", length).isPresent();
        }
        assertThat(read(Arrays.copyOf(zip, zip.length + 1)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("expected the end after the directory"));
        byte[] shifted = new byte[zip.length + 1];
        System.arraycopy(zip, 0, shifted, 1, zip.length);
        assertThat(read(shifted)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "/etc/passwd",
                "a//b",
                "a/",
                "./a",
                "a\\b",
                "C:evil",
                ".hidden",
                "a/.b",
                "a b",
                "a\u0000b",
                "ä"
            })
    void refuses_names_that_climb_or_hide(String name) throws IOException {
        assertThat(read(raw(name, 0, CONTENT.length)))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("expected a relative path of plain ASCII segments"));
        assertThat(visited).isEmpty();
        assertThatThrownBy(() -> new ZipWriter(new ByteArrayOutputStream()).put(name, CONTENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_names_twice_and_names_out_of_order() throws IOException {
        byte[] one = raw("b", 0, CONTENT.length);
        byte[] twice = concat(one, one);
        byte[] disordered = concat(one, raw("a", 0, CONTENT.length));

        assertThat(read(twice)).hasValueSatisfying(fault -> assertThat(fault).contains("ascending order, each once"));
        assertThat(read(disordered))
                .hasValueSatisfying(fault -> assertThat(fault).contains("b"));
    }

    @Test
    void refuses_compressed_bombs_without_inflating_them() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream bomb = new ZipOutputStream(out)) {
            bomb.putNextEntry(new ZipEntry("a.json"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                bomb.write(zeros);
            }
        }

        assertThat(read(out.toByteArray()))
                .hasValueSatisfying(fault -> assertThat(fault).contains("stored without compression"));
        assertThat(visited).isEmpty();
    }

    @Test
    void refuses_sizes_above_the_bound_before_reading_them() throws IOException {
        assertThat(read(raw("a", 0, BundleLimits.FILE_BYTES + 1)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("expected files of at most"));
        assertThat(read(raw("a", 0, -1)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("4294967295"));
        assertThat(read(raw("a", 0, CONTENT.length + 1)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("found the end"));
    }

    @Test
    void refuses_links() throws IOException {
        byte[] zip = zip("a.json");
        int external = zip.length - ZipFormat.END_BYTES - "a.json".length() - 8;
        zip[external + 3] = (byte) 0xa1;

        assertThat(read(zip)).hasValueSatisfying(fault -> assertThat(fault).contains("expected the directory"));
    }

    @Test
    void refuses_more_files_than_the_bound() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i <= BundleLimits.FILES; i++) {
            out.writeBytes(raw("%06d".formatted(i), 0, 0));
        }

        assertThat(read(out.toByteArray()))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("expected at most " + BundleLimits.FILES + " files"));
    }

    private Optional<String> read(byte[] zip) throws IOException {
        visited.clear();
        return ZipReader.read(new ByteArrayInputStream(zip), (name, content, holds) -> {
            visited.add(name);
            checksums &= holds;
        });
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter writer = new ZipWriter(out);
        for (String name : names) {
            writer.put(name, CONTENT);
        }
        writer.finish();
        return out.toByteArray();
    }

    /** A local header of any name and size, and the content. */
    private static byte[] raw(String name, int offset, int size) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] header = ZipFormat.local(
                new ZipFormat.Header("x".repeat(bytes.length), ZipWriter.checksum(CONTENT), size, offset));
        System.arraycopy(bytes, 0, header, ZipFormat.LOCAL_BYTES, bytes.length);
        return size == 0 ? header : concat(header, CONTENT);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
