package io.datapact.node.algorithm;

import io.datapact.compute.PluginDescriptor;
import io.datapact.contract.id.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A plugin as it lies on this node's disk; none of its code has been loaded.
 *
 * @param descriptor the static file in its jar
 * @param digest     SHA-256 over the lines {@code <sha256>  <name>} of its jars, sorted by name
 * @param code       where each of its jars lies, by name: a jar, or a folder of classes
 */
public record InstalledPlugin(PluginDescriptor descriptor, Digest digest, SortedMap<String, Path> code) {
    /** Copies the map. */
    public InstalledPlugin {
        code = Collections.unmodifiableSortedMap(new TreeMap<>(code));
    }
}
