package io.datapact.node.algorithm;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.PluginDescriptor;
import io.datapact.compute.PluginDescriptors;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The plugins on a class path. Looking at the shelf loads no plugin code: jars that name a {@link ComputePlugin}
 * service, and the jars that these list as theirs in {@code META-INF/datapact/code.list}, are hashed, and the static
 * descriptors read. {@link #load} comes after the gate has compared both with the ledger.
 */
public final class PluginShelf {
    private static final String SERVICE = "META-INF/services/" + ComputePlugin.class.getName();
    private static final String JSON = ".json";

    private final ClassLoader classPath;
    private final List<InstalledPlugin> plugins;

    private PluginShelf(ClassLoader classPath, List<InstalledPlugin> plugins) {
        this.classPath = classPath;
        this.plugins = List.copyOf(plugins);
    }

    /**
     * Looks through a class path.
     *
     * @throws io.datapact.compute.PluginDescriptorException if a descriptor or a list of jars is not well-formed, or a
     *     listed jar is not there exactly once
     */
    public static PluginShelf of(ClassLoader classPath) {
        try {
            List<InstalledPlugin> found = new ArrayList<>();
            for (URL service : Collections.list(classPath.getResources(SERVICE))) {
                found.addAll(at(service, classPath));
            }
            return new PluginShelf(classPath, found);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for plugins on the class path", e);
        }
    }

    /** All plugins, in class path order. */
    public List<InstalledPlugin> plugins() {
        return plugins;
    }

    /** The plugin of an id. */
    public Optional<InstalledPlugin> find(Code id) {
        return plugins.stream()
                .filter(plugin -> plugin.descriptor().id().equals(id.value()))
                .findFirst();
    }

    /**
     * Loads a plugin's code, from the jars that its digest covers.
     *
     * @throws IllegalStateException if a class of those jars would come from elsewhere, if the class that the descriptor
     *     names is no registered service or comes from elsewhere, or describes itself otherwise than the static file does
     */
    public ComputePlugin load(InstalledPlugin plugin) {
        Collection<Path> places = plugin.code().values();
        try {
            CodeOrigin.requireFirst(places, classPath);
            ServiceLoader.Provider<ComputePlugin> provider = provider(plugin);
            CodeOrigin.require(provider.type(), places);
            return asDescribed(provider.get(), plugin);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the jars of " + plugin.descriptor().id(), e);
        }
    }

    private ServiceLoader.Provider<ComputePlugin> provider(InstalledPlugin plugin) {
        String wanted = plugin.descriptor().plugin();
        return ServiceLoader.load(ComputePlugin.class, classPath).stream()
                .filter(provider -> provider.type().getName().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected the service " + wanted + " in " + plugin.code()
                        + ", found none; install the plugin again"));
    }

    private static ComputePlugin asDescribed(ComputePlugin loaded, InstalledPlugin plugin) {
        if (!loaded.descriptor().equals(plugin.descriptor())) {
            throw new IllegalStateException(
                    "expected " + plugin.descriptor().plugin()
                            + " to describe itself as its static descriptor does, found a difference; install the plugin again");
        }
        return loaded;
    }

    private static List<InstalledPlugin> at(URL service, ClassLoader classPath) throws IOException {
        Path place = ClassPathPlace.of(service, SERVICE);
        List<PluginDescriptor> descriptors =
                Files.isDirectory(place) ? readFolder(place, classPath) : PluginDescriptors.readFrom(place);
        SortedMap<String, Path> code = PluginCode.of(place, classPath);
        Digest digest = PluginDigest.of(code);
        return descriptors.stream()
                .map(descriptor -> new InstalledPlugin(descriptor, digest, code))
                .toList();
    }

    private static List<PluginDescriptor> readFolder(Path folder, ClassLoader classPath) throws IOException {
        Path descriptors = folder.resolve(PluginDescriptors.FOLDER);
        if (!Files.isDirectory(descriptors)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(JSON))
                    .sorted()
                    .map(name ->
                            PluginDescriptors.readFrom(classPath, name.substring(0, name.length() - JSON.length())))
                    .toList();
        }
    }
}
