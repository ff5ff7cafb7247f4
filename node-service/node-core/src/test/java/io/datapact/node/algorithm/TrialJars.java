package io.datapact.node.algorithm;

import io.datapact.compute.plaintext.PlaintextPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Jars of a small plugin and of the protocol that it calls, compiled into a folder. */
final class TrialJars {
    static final String ID = "trial/plugin";
    static final String PLUGIN_CLASS = "trial/TrialPlugin.class";
    static final String PROTOCOL_CLASS = "trial/Protocol.class";
    private static final String SOURCE = """
            package trial;

            import io.datapact.compute.*;
            import io.datapact.contract.codec.Json.JsonObject;
            import io.datapact.contract.task.TaskManifest;
            import java.util.List;

            public final class TrialPlugin implements ComputePlugin {
                public PluginDescriptor descriptor() {
                    return PluginDescriptors.readFrom(TrialPlugin.class.getClassLoader(), "trial");
                }

                public List<Problem> check(TaskManifest manifest, JsonObject parameters) {
                    throw new UnsupportedOperationException(Protocol.word());
                }

                public RunResult run(RunContext context) {
                    throw new UnsupportedOperationException(Protocol.word());
                }

                public OutputTable open(RunOutput what, List<OutputShare> shares) {
                    throw new UnsupportedOperationException(Protocol.word());
                }
            }

            final class Protocol {
                static String word() {
                    return "honest";
                }
            }
            """;

    private final Path folder;

    TrialJars(Path folder) throws IOException {
        this.folder = folder;
        Path source = Files.writeString(
                Files.createDirectory(folder.resolve("source")).resolve("TrialPlugin.java"), SOURCE);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        InputStream.nullInputStream(),
                        System.out,
                        System.err,
                        "-proc:none",
                        "-d",
                        folder.resolve("classes").toString(),
                        source.toString());
        if (status != 0) {
            throw new IOException("the trial plugin does not compile");
        }
    }

    /** The plugin's jar, with a list of its jars. */
    Path plugin(String list) throws IOException {
        return jar(
                "plugin.jar",
                Map.of(
                        "META-INF/services/io.datapact.compute.ComputePlugin",
                        text("trial.TrialPlugin\n"),
                        "META-INF/datapact/trial.json",
                        descriptor(),
                        "META-INF/datapact/code.list",
                        text(list),
                        "META-INF/datapact/code/trial",
                        text("a mark"),
                        PLUGIN_CLASS,
                        classFile(PLUGIN_CLASS)));
    }

    /** The protocol's jar; {@code release} changes its bytes and nothing else. */
    Path protocol(String release) throws IOException {
        return jar(
                "protocol.jar",
                Map.of(
                        "META-INF/datapact/code/trial-protocol",
                        text(release),
                        PROTOCOL_CLASS,
                        classFile(PROTOCOL_CLASS)));
    }

    /** Another jar. */
    Path jar(String name, Map<String, byte[]> files) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String path : files.keySet().stream().sorted().toList()) {
                JarEntry entry = new JarEntry(path);
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(files.get(path));
                out.closeEntry();
            }
        }
        return jar.toRealPath();
    }

    byte[] classFile(String name) throws IOException {
        return Files.readAllBytes(folder.resolve("classes").resolve(name));
    }

    /** Those jars in that order, behind what the tests run with. */
    static URLClassLoader classPath(Path... jars) throws IOException {
        List<URL> urls = Stream.of(jars).map(TrialJars::url).toList();
        return new URLClassLoader(urls.toArray(URL[]::new), TrialJars.class.getClassLoader());
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The plaintext plugin's descriptor in this one's name. */
    private static byte[] descriptor() throws IOException {
        try (InputStream in = PlaintextPlugin.class.getResourceAsStream("/META-INF/datapact/plaintext.json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text(json.replace("datapact/plaintext", ID)
                    .replace(PlaintextPlugin.class.getName(), "trial.TrialPlugin"));
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
