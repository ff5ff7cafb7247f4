package io.datapact.node.algorithm;

import io.datapact.compute.PluginDescriptor;
import io.datapact.contract.id.Digest;
import java.nio.file.Path;

/**
 * A plugin as it lies on this node's disk; none of its code has been loaded.
 *
 * @param descriptor the static file in its jar
 * @param digest     SHA-256 of the jar's bytes; of a folder of classes, of the sorted list of its files and digests
 * @param where      the jar or folder
 */
public record InstalledPlugin(PluginDescriptor descriptor, Digest digest, Path where) {}
