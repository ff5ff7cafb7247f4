package io.datapact.node.algorithm;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Holds what a class path would load, and what it did load, against the jars that a plugin's digest covers. */
final class CodeOrigin {
    private static final String CLASS = ".class";
    private static final String MODULE = "module-info.class";

    private CodeOrigin() {}

    /**
     * Requires every class of some jars to be the first of its name on the class path, so that no other jar's class runs
     * in its stead.
     *
     * @throws IllegalStateException if another place comes first
     */
    static void requireFirst(Collection<Path> places, ClassLoader classPath) throws IOException {
        for (Path place : places) {
            for (String name : classes(place)) {
                Optional<URL> first = Optional.ofNullable(classPath.getResource(name));
                Path found = first.isPresent() ? ClassPathPlace.of(first.get(), name) : Path.of("nowhere");
                if (!found.equals(place)) {
                    throw elsewhere(name, List.of(place), found.toString());
                }
            }
        }
    }

    /**
     * Requires a loaded class to come from one of some jars.
     *
     * @throws IllegalStateException if it comes from elsewhere
     */
    static void require(Class<?> loaded, Collection<Path> places) throws IOException {
        Optional<URI> origin = Optional.ofNullable(loaded.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(CodeOrigin::uri);
        if (origin.isEmpty() || !places.contains(ClassPathPlace.of(origin.get()))) {
            throw elsewhere(loaded.getName(), places, origin.map(URI::toString).orElse("no origin"));
        }
    }

    private static IllegalStateException elsewhere(String name, Collection<Path> places, String found) {
        return new IllegalStateException("expected " + name + " to come from " + places + ", found it in " + found
                + "; take that off the class path");
    }

    private static URI uri(URL location) {
        try {
            return location.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected a class to come from a file, found it in " + location, e);
        }
    }

    private static List<String> classes(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                return files.map(file -> place.relativize(file).toString().replace('\\', '/'))
                        .filter(CodeOrigin::isClass)
                        .toList();
            }
        }
        try (JarFile jar = new JarFile(place.toFile(), false)) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(CodeOrigin::isClass)
                    .toList();
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(CLASS) && !name.equals(MODULE);
    }
}
