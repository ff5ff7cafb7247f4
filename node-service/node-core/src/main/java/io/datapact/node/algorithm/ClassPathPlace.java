package io.datapact.node.algorithm;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** The jar or folder that a resource was found in. */
final class ClassPathPlace {
    private ClassPathPlace() {}

    /** The place of a resource; links resolved. */
    static Path of(URL found, String resource) throws IOException {
        String url = found.toString();
        if (url.startsWith("jar:")) {
            return of(URI.create(url.substring("jar:".length(), url.length() - resource.length() - "!/".length())));
        }
        return of(URI.create(url.substring(0, url.length() - resource.length())));
    }

    /** A jar or folder itself; links resolved. */
    static Path of(URI place) throws IOException {
        return Path.of(place).toRealPath();
    }
}
