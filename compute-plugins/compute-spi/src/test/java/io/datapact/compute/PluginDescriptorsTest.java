package io.datapact.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDescriptorsTest {
    private static final String OPERATION = """
            {"assumption":"none","fairness":"none","maximumParties":2,"minimumParties":2,"name":"psi","parameters":{},\
            "reveals":[{"to":"recipient","what":"says \\"a  b\\" and \\\\"}],"summary":"s","trustModel":"plaintext"}\
            """;

    @TempDir
    private Path folder;

    @Test
    void reads_every_descriptor_of_a_jar_without_any_class_in_it() throws IOException {
        Path jar = jar("META-INF/datapact/b.json", json("x/b"), "META-INF/datapact/a.json", json("x/a"));
        assertThat(PluginDescriptors.readFrom(jar))
                .extracting(PluginDescriptor::id)
                .containsExactly("x/a", "x/b");
    }

    @Test
    void finds_none_in_a_jar_without_the_folder() throws IOException {
        Path jar = jar("META-INF/datapact/deeper/a.json", json("x/a"), "other.json", "{}");
        assertThat(PluginDescriptors.readFrom(jar)).isEmpty();
    }

    @Test
    void white_space_outside_strings_does_not_count_into_the_digest() throws IOException {
        String spread = json("x/a").replace(",\"", " ,\n\t\"").replace("{\"", "{\r\n \"");
        PluginDescriptor tight = PluginDescriptors.readFrom(jar("META-INF/datapact/a.json", json("x/a")))
                .getFirst();
        PluginDescriptor loose = PluginDescriptors.readFrom(jar("META-INF/datapact/a.json", spread))
                .getFirst();
        assertThat(loose.digest()).isEqualTo(tight.digest());
        assertThat(loose.operations().getFirst().reveals().getFirst().what()).isEqualTo("says \"a  b\" and \\");
    }

    @Test
    void refuses_descriptors_that_are_not_well_formed() throws IOException {
        List<String> wrong = List.of(
                "",
                "{}",
                json("x/a").replace("\"version\":1", "\"version\":1.5"),
                json("x/a").replace("\"version\":1", "\"version\":0"),
                json("x/a").replace("\"type\"", "\"typo\""),
                json("x/a").replace("x/a", "../a"),
                json("x/a").replace("datapact/plugin/1", "datapact/plugin/2"),
                json("x/a").replace("\"maximumParties\":2", "\"maximumParties\":1"),
                json("x/a").replace("[" + OPERATION + "]", "[]"),
                json("x/a").replace(OPERATION, OPERATION + "," + OPERATION),
                json("x/a") + "\"",
                " ".repeat(PluginDescriptors.MAXIMUM_FILE_BYTES) + json("x/a"));
        for (String file : wrong) {
            Path jar = jar("META-INF/datapact/a.json", file);
            assertThatThrownBy(() -> PluginDescriptors.readFrom(jar))
                    .isInstanceOf(PluginDescriptorException.class)
                    .hasMessageContaining("META-INF/datapact/a.json");
        }
    }

    @Test
    void refuses_what_is_no_jar_and_a_name_that_is_not_there() throws IOException {
        Path file = Files.writeString(folder.resolve("no.jar"), "no jar");
        assertThatThrownBy(() -> PluginDescriptors.readFrom(file)).isInstanceOf(PluginDescriptorException.class);
        assertThatThrownBy(() -> PluginDescriptors.readFrom(getClass().getClassLoader(), "absent"))
                .isInstanceOf(PluginDescriptorException.class);
    }

    private static String json(String id) {
        return "{\"id\":\"" + id + "\",\"operations\":[" + OPERATION
                + "],\"plugin\":\"a.B\",\"summary\":\"s\",\"type\":\"datapact/plugin/1\",\"version\":1}";
    }

    private Path jar(String... namesAndTexts) throws IOException {
        Path jar = folder.resolve("plugin.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                out.putNextEntry(new JarEntry(namesAndTexts[at]));
                out.write(namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }
}
