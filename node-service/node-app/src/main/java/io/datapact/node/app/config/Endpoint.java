package io.datapact.node.app.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param host name or address; an IPv6 address stands in brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9.-]{1,253}):([0-9]{1,5})");
    private static final int MAXIMUM_PORT = 65_535;

    /** Checks the port. */
    public Endpoint {
        if (port < 1 || port > MAXIMUM_PORT) {
            throw new IllegalArgumentException("expected a port of 1 to " + MAXIMUM_PORT + ", found " + port);
        }
    }

    /** Reads {@code host:port}. */
    public static Endpoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected host:port such as 127.0.0.1:4711, found " + text.length()
                    + " characters of another form");
        }
        return new Endpoint(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
