package io.datapact.transport;

import java.net.InetSocketAddress;

/**
 * Where a node listens.
 *
 * @param host name or address, as its TLS certificate has it
 * @param port 1 to 65,535
 */
public record HostPort(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    /** Checks the range. */
    public HostPort {
        if (host.isBlank()) {
            throw new IllegalArgumentException("expected a host name or address, found none");
        }
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("expected a port of 1 to 65,535, found " + port);
        }
    }

    InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }
}
