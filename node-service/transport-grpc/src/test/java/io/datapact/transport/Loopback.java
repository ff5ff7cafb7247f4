package io.datapact.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A loopback relay between two nodes that a test can cut, and through which it can count what passes. */
public final class Loopback implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean cut;

    private Loopback(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Relays a fresh port to the given one. */
    public static Loopback to(int target) {
        try {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            Loopback relay = new Loopback(listener, target);
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new IllegalStateException("expected a free loopback port, found none", e);
        }
    }

    /** Where to connect. */
    public HostPort address() {
        return new HostPort("127.0.0.1", listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket inbound = listener.accept();
                Socket outbound = new Socket(InetAddress.getLoopbackAddress(), target);
                if (keep(inbound, outbound)) {
                    Thread.ofVirtual().start(() -> pipe(inbound, outbound));
                    Thread.ofVirtual().start(() -> pipe(outbound, inbound));
                }
            }
        } catch (IOException e) {
            cut();
        }
    }

    private synchronized boolean keep(Socket inbound, Socket outbound) {
        sockets.add(inbound);
        sockets.add(outbound);
        if (cut) {
            closeAll();
        }
        return !cut;
    }

    private void pipe(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            cut();
        }
    }

    /** Breaks every connection. */
    public synchronized void cut() {
        cut = true;
        closeAll();
    }

    private void closeAll() {
        for (Socket socket : sockets) {
            closeQuietly(socket);
        }
        sockets.clear();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a loopback socket did not close", e);
        }
    }

    @Override
    public void close() {
        cut();
        closeQuietly(listener);
    }
}
