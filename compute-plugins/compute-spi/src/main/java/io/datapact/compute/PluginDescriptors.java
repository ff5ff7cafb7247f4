package io.datapact.compute;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Reads plugins' static descriptors without loading any of their code.
 *
 * <p>A descriptor file is JSON with members in sorted order and no floats; white space outside strings is free and does
 * not count into the digest.
 */
public final class PluginDescriptors {
    /** Folder of descriptors inside a jar. */
    public static final String FOLDER = "META-INF/datapact/";

    /** Bound of one file, in bytes. */
    public static final int MAXIMUM_FILE_BYTES = 256 << 10;

    private static final int MOST_DESCRIPTORS = 64;

    private PluginDescriptors() {}

    /**
     * Reads all descriptors of a jar.
     *
     * @param jar file of a plugin
     * @return descriptors in the order of their file names; empty if it has none
     * @throws PluginDescriptorException if the jar cannot be read or a descriptor is not well-formed
     */
    public static List<PluginDescriptor> readFrom(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            List<ZipEntry> entries = file.stream()
                    .filter(entry -> isDescriptor(entry.getName()))
                    .limit(MOST_DESCRIPTORS + 1L)
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .map(ZipEntry.class::cast)
                    .toList();
            if (entries.size() > MOST_DESCRIPTORS) {
                throw new PluginDescriptorException("expected at most 64 descriptors in a jar, found more");
            }
            List<PluginDescriptor> descriptors = new ArrayList<>();
            for (ZipEntry entry : entries) {
                try (InputStream in = file.getInputStream(entry)) {
                    descriptors.add(read(entry.getName(), in));
                }
            }
            return List.copyOf(descriptors);
        } catch (IOException e) {
            throw new PluginDescriptorException("the plugin's jar cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads one descriptor from a class path.
     *
     * @param name as in {@code META-INF/datapact/<name>.json}
     * @throws PluginDescriptorException if it is not there or not well-formed
     */
    public static PluginDescriptor readFrom(ClassLoader classPath, String name) {
        String resource = FOLDER + name + ".json";
        try (InputStream in = classPath.getResourceAsStream(resource)) {
            if (in == null) {
                throw new PluginDescriptorException("expected a descriptor " + resource + ", found none");
            }
            return read(resource, in);
        } catch (IOException e) {
            throw new PluginDescriptorException("descriptor " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isDescriptor(String entry) {
        return entry.startsWith(FOLDER) && entry.endsWith(".json") && entry.indexOf('/', FOLDER.length()) < 0;
    }

    private static PluginDescriptor read(String name, InputStream in) throws IOException {
        byte[] file = in.readNBytes(MAXIMUM_FILE_BYTES + 1);
        if (file.length > MAXIMUM_FILE_BYTES) {
            throw new PluginDescriptorException("descriptor " + name + ": expected at most 256 KiB, found more");
        }
        return switch (RecordCodec.of(PluginDescriptor.class).decode(withoutWhiteSpace(file), MAXIMUM_FILE_BYTES)) {
            case Parsed.Value<PluginDescriptor>(PluginDescriptor descriptor) -> descriptor;
            case Parsed.Malformed<PluginDescriptor>(String path, String detail) ->
                throw new PluginDescriptorException("descriptor " + name + " at \"" + path + "\": " + detail);
        };
    }

    private static byte[] withoutWhiteSpace(byte[] json) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(json.length);
        boolean inString = false;
        boolean escaped = false;
        for (byte next : json) {
            boolean white = next == ' ' || next == '\n' || next == '\r' || next == '\t';
            if (inString || !white) {
                kept.write(next);
            }
            if (next == '"' && !escaped) {
                inString = !inString;
            }
            escaped = inString && next == '\\' && !escaped;
        }
        return kept.toByteArray();
    }
}
