package io.datapact.node.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.PluginDescriptorException;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginShelfTest {
    private static final Code PLUGIN = new Code(TrialJars.ID);
    private static final String LIST = "trial\ntrial-protocol\n";

    @TempDir
    Path folder;

    private TrialJars jars;

    @BeforeEach
    void compile() throws IOException {
        jars = new TrialJars(folder);
    }

    @Test
    void the_digest_is_over_the_names_and_digests_of_all_listed_jars() throws IOException {
        Path plugin = jars.plugin(LIST);
        Path protocol = jars.protocol("1");

        String lines = Digest.of(Files.readAllBytes(plugin)) + "  trial\n" + Digest.of(Files.readAllBytes(protocol))
                + "  trial-protocol\n";
        assertThat(installed(protocol, plugin).digest())
                .isEqualTo(Digest.of(lines.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(installed(plugin, protocol).digest());
    }

    @Test
    void a_changed_protocols_jar_changes_the_digest() throws IOException {
        Path plugin = jars.plugin(LIST);

        assertThat(installed(plugin, jars.protocol("1")).digest())
                .isNotEqualTo(installed(plugin, jars.protocol("2")).digest());
    }

    @Test
    void a_plugin_is_loaded_from_the_jars_that_its_digest_covers() throws IOException {
        try (URLClassLoader classPath = TrialJars.classPath(jars.plugin(LIST), jars.protocol("1"))) {
            PluginShelf shelf = PluginShelf.of(classPath);
            ComputePlugin loaded = shelf.load(shelf.find(PLUGIN).orElseThrow());

            assertThat(loaded.getClass().getName()).isEqualTo("trial.TrialPlugin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TrialJars.PLUGIN_CLASS, TrialJars.PROTOCOL_CLASS})
    void a_class_that_another_jar_puts_in_front_is_refused(String shadowed) throws IOException {
        Path intruder = jars.jar("intruder.jar", Map.of(shadowed, jars.classFile(shadowed)));

        try (URLClassLoader classPath = TrialJars.classPath(intruder, jars.plugin(LIST), jars.protocol("1"))) {
            PluginShelf shelf = PluginShelf.of(classPath);
            InstalledPlugin plugin = shelf.find(PLUGIN).orElseThrow();

            assertThatThrownBy(() -> shelf.load(plugin))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(shadowed)
                    .hasMessageContaining("intruder.jar");
        }
    }

    @Test
    void a_loader_that_takes_the_plugins_class_from_elsewhere_is_refused() throws IOException {
        Path plugin = jars.plugin(LIST);
        Path protocol = jars.protocol("1");
        Path copy = Files.copy(plugin, folder.resolve("copy.jar"));

        try (URLClassLoader honest = TrialJars.classPath(plugin, protocol);
                URLClassLoader elsewhere = TrialJars.classPath(copy, protocol);
                URLClassLoader deceiving = new Deceiving(honest, elsewhere)) {
            PluginShelf shelf = PluginShelf.of(deceiving);
            InstalledPlugin installed = shelf.find(PLUGIN).orElseThrow();

            assertThatThrownBy(() -> shelf.load(installed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("expected trial.TrialPlugin to come from")
                    .hasMessageContaining("copy.jar");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "trial-protocol\n",
                "trial-protocol\ntrial\n",
                "trial\ntrial\n",
                "trial\n../trial-protocol\n",
                "trial\nnobody\n"
            })
    void a_list_that_is_not_sorted_names_of_jars_with_the_plugins_own_is_refused(String list) throws IOException {
        Path plugin = jars.plugin(list);
        Path protocol = jars.protocol("1");

        assertThatThrownBy(() -> installed(plugin, protocol)).isInstanceOf(PluginDescriptorException.class);
    }

    @Test
    void a_list_longer_than_any_plugin_needs_is_refused() throws IOException {
        Path plugin = jars.plugin("trial\n".repeat(100_000));

        assertThatThrownBy(() -> installed(plugin))
                .isInstanceOf(PluginDescriptorException.class)
                .hasMessageContaining("expected at most 2080 bytes");
    }

    @Test
    void a_plugin_without_a_list_is_refused() throws IOException {
        Path plugin = jars.jar(
                "bare.jar",
                Map.of(
                        "META-INF/services/io.datapact.compute.ComputePlugin",
                        TrialJars.text("trial.TrialPlugin\n"),
                        TrialJars.PLUGIN_CLASS,
                        jars.classFile(TrialJars.PLUGIN_CLASS)));

        assertThatThrownBy(() -> installed(plugin))
                .isInstanceOf(PluginDescriptorException.class)
                .hasMessageContaining("META-INF/datapact/code.list")
                .hasMessageContaining("found none");
    }

    @Test
    void two_jars_that_claim_one_name_are_refused() throws IOException {
        Path plugin = jars.plugin(LIST);
        Path protocol = jars.protocol("1");
        Path second = jars.jar("second.jar", Map.of("META-INF/datapact/code/trial-protocol", TrialJars.text("mine")));

        assertThatThrownBy(() -> installed(plugin, protocol, second))
                .isInstanceOf(PluginDescriptorException.class)
                .hasMessageContaining("expected one jar trial-protocol on the class path, found 2");
    }

    private static InstalledPlugin installed(Path... classPath) throws IOException {
        try (URLClassLoader loader = TrialJars.classPath(classPath)) {
            return PluginShelf.of(loader).find(PLUGIN).orElseThrow();
        }
    }

    /** Shows the honest jars as resources, and takes the plugin's class from another place. */
    private static final class Deceiving extends URLClassLoader {
        private final ClassLoader elsewhere;

        Deceiving(URLClassLoader honest, ClassLoader elsewhere) {
            super(honest.getURLs(), honest.getParent());
            this.elsewhere = elsewhere;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals("trial.TrialPlugin") ? elsewhere.loadClass(name) : super.loadClass(name, resolve);
        }
    }
}
