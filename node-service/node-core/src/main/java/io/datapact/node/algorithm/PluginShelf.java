package io.datapact.node.algorithm;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.PluginDescriptor;
import io.datapact.compute.PluginDescriptors;
import io.datapact.contract.id.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The plugins on a class path. Looking at the shelf loads no plugin code: jars that name a {@link ComputePlugin}
 * service are hashed and their static descriptors read. {@link #load} comes after the gate has compared both with the
 * ledger.
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
     * @throws io.datapact.compute.PluginDescriptorException if a descriptor is not well-formed
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
     * Loads a plugin's code.
     *
     * @throws IllegalStateException if the class that the descriptor names is no registered service, or describes itself
     *     otherwise than the static file does
     */
    public ComputePlugin load(InstalledPlugin plugin) {
        String wanted = plugin.descriptor().plugin();
        ComputePlugin loaded = ServiceLoader.load(ComputePlugin.class, classPath).stream()
                .filter(provider -> provider.type().getName().equals(wanted))
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected the service " + wanted + " in " + plugin.where()
                        + ", found none; install the plugin again"));
        if (!loaded.descriptor().equals(plugin.descriptor())) {
            throw new IllegalStateException(
                    "expected " + wanted
                            + " to describe itself as its static descriptor does, found a difference; install the plugin again");
        }
        return loaded;
    }

    private static List<InstalledPlugin> at(URL service, ClassLoader classPath) throws IOException {
        String place = service.toString();
        if (place.startsWith("jar:")) {
            String jar = place.substring("jar:".length(), place.indexOf("!/"));
            Path file = Path.of(URI.create(jar));
            return installed(PluginDescriptors.readFrom(file), file);
        }
        Path folder = Path.of(URI.create(place.substring(0, place.length() - SERVICE.length())));
        return installed(readFolder(folder, classPath), folder);
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

    private static List<InstalledPlugin> installed(List<PluginDescriptor> descriptors, Path where) throws IOException {
        var digest = PluginDigest.of(where);
        return descriptors.stream()
                .map(descriptor -> new InstalledPlugin(descriptor, digest, where))
                .toList();
    }
}
