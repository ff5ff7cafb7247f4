package io.datapact.contract.history;

import io.datapact.contract.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The rules with a patch applied, compiled beside the true ones, and the histories played against them. */
final class PatchedRules {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final String SOURCES = "src/main/java/";
    private static final String RELEASE = "21";

    private final Path folder;

    /**
     * @param folder an empty folder of its own
     */
    PatchedRules(Patch patch, Path folder) {
        this.folder = folder;
        compile(sources(patch));
    }

    private List<Path> sources(Patch patch) {
        List<Path> sources = new ArrayList<>();
        try {
            for (String path : patch.hunks().keySet()) {
                String text = patch.applied(path, Files.readString(MODULE.resolve(path)));
                Path copy = folder.resolve("sources").resolve(path.substring(SOURCES.length()));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, text);
                sources.add(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected a readable source and a writable folder", e);
        }
        return sources;
    }

    private Path classes() {
        return folder.resolve("classes");
    }

    private void compile(List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            Files.createDirectories(classes());
            List<String> options = List.of(
                    "--release",
                    RELEASE,
                    "-proc:none",
                    "-cp",
                    Path.of(location(RuleBook.class)).toString(),
                    "-d",
                    classes().toString());
            boolean compiled = compiler.getTask(
                            null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("expected patched rules that compile, found " + found.getDiagnostics());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("expected a writable folder", e);
        }
    }

    /** The invariant broken first in so many histories, and the report; both empty where none is. */
    @SuppressWarnings("unchecked")
    List<String> broken(long histories) {
        URL[] path = {url(classes().toUri()), url(location(RuleBook.class)), url(location(Hunt.class))};
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            return (List<String>) loader.loadClass(Hunt.class.getName())
                    .getMethod("through", long.class)
                    .invoke(null, histories);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("expected histories played against patched rules", e);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a class loader that closes", e);
        }
    }

    private static URI location(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected classes in a folder", e);
        }
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a folder's address", e);
        }
    }
}
