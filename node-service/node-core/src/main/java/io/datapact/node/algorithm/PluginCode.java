package io.datapact.node.algorithm;

import io.datapact.compute.PluginDescriptorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The jars that a plugin's code is in: its own, and those it calls.
 *
 * <p>A plugin's jar lists them in {@code META-INF/datapact/code.list}: one name a line, sorted, its own among them. The
 * jar of a name is the one place on the class path that holds the file {@code META-INF/datapact/code/<name>}; whether
 * that place is a jar or, while developing, a folder of classes makes no difference.
 */
final class PluginCode {
    private static final String LIST = "META-INF/datapact/code.list";
    private static final String MARKERS = "META-INF/datapact/code/";
    private static final String NAME = "[a-z0-9-]{1,64}";
    private static final int MOST_JARS = 32;
    private static final int MAXIMUM_LIST_BYTES = MOST_JARS * 65;

    private PluginCode() {}

    /**
     * Finds the jars of a plugin.
     *
     * @param own       the plugin's own jar or folder
     * @param classPath where to look for the others
     * @return where each lies, by name
     * @throws PluginDescriptorException if there is no list, it is not well-formed or leaves the plugin's own jar out, or
     *     a name is not found exactly once
     */
    static SortedMap<String, Path> of(Path own, ClassLoader classPath) throws IOException {
        SortedMap<String, Path> places = new TreeMap<>();
        for (String name : names(own)) {
            places.put(name, only(name, classPath));
        }
        if (!places.containsValue(own)) {
            throw new PluginDescriptorException(
                    "expected " + LIST + " in " + own + " to name that jar too, found others only");
        }
        return places;
    }

    private static List<String> names(Path own) throws IOException {
        List<String> names =
                new String(list(own), StandardCharsets.UTF_8).lines().toList();
        boolean sorted = names.equals(names.stream().sorted().distinct().toList());
        if (names.isEmpty()
                || names.size() > MOST_JARS
                || !sorted
                || !names.stream().allMatch(name -> name.matches(NAME))) {
            throw new PluginDescriptorException("expected 1 to " + MOST_JARS + " sorted names of jars in " + LIST
                    + " of " + own + ", one a line, found another text");
        }
        return names;
    }

    private static byte[] list(Path own) throws IOException {
        if (Files.isDirectory(own)) {
            Path list = own.resolve(LIST);
            if (!Files.isRegularFile(list)) {
                throw without(own);
            }
            try (InputStream in = Files.newInputStream(list)) {
                return bounded(own, in);
            }
        }
        try (JarFile jar = new JarFile(own.toFile(), false)) {
            ZipEntry list = jar.getEntry(LIST);
            if (list == null) {
                throw without(own);
            }
            try (InputStream in = jar.getInputStream(list)) {
                return bounded(own, in);
            }
        }
    }

    private static byte[] bounded(Path own, InputStream in) throws IOException {
        byte[] list = in.readNBytes(MAXIMUM_LIST_BYTES + 1);
        if (list.length > MAXIMUM_LIST_BYTES) {
            throw new PluginDescriptorException(
                    "expected at most " + MAXIMUM_LIST_BYTES + " bytes in " + LIST + " of " + own + ", found more");
        }
        return list;
    }

    private static PluginDescriptorException without(Path own) {
        return new PluginDescriptorException("expected " + LIST + " in the plugin's " + own
                + ", naming the jars that its code is in, found none; install a plugin that has it");
    }

    private static Path only(String name, ClassLoader classPath) throws IOException {
        List<URL> found = Collections.list(classPath.getResources(MARKERS + name));
        if (found.size() != 1) {
            throw new PluginDescriptorException("expected one jar " + name + " on the class path, found " + found.size()
                    + "; leave exactly one of them");
        }
        return ClassPathPlace.of(found.getFirst(), MARKERS + name);
    }
}
