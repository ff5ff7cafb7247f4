package io.datapact.node.app;

import io.datapact.node.app.access.Tokens;
import io.datapact.node.app.assembly.AssembledNode;
import io.datapact.node.app.config.NodeConfiguration;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.app.server.NodeServer;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** A node with its REST interface; its port files stand while it serves. */
final class RunningNode implements AutoCloseable {
    private final AssembledNode node;
    private final NodeServer server;
    private final OperatorMessages messages;

    private RunningNode(AssembledNode node, NodeServer server, OperatorMessages messages) {
        this.node = node;
        this.server = server;
        this.messages = messages;
    }

    /** Starts a node and says where it is once it serves. */
    static RunningNode start(
            NodeConfiguration configuration, OperatorMessages messages, Clock clock, SecureRandom random) {
        messages.starting(configuration.node(), configuration.home().folder().toString());
        delete(configuration.home().nodePort());
        delete(configuration.home().peerPort());
        Tokens tokens = Tokens.open(configuration.home().tokens(), random);
        AssembledNode node = AssembledNode.open(configuration, clock, random);
        boolean started = false;
        try {
            NodeServer server = NodeServer.start(
                    new NodeServer.Listening(configuration.address(), configuration.port(), configuration.apiDocs()),
                    new NodeBeans(node, tokens, messages, clock, random),
                    Controllers.class);
            started = true;
            RunningNode running = new RunningNode(node, server, messages);
            running.say();
            return running;
        } finally {
            if (!started) {
                node.close();
            }
        }
    }

    /** The port of the REST interface. */
    int port() {
        return server.port();
    }

    /** The node behind it. */
    AssembledNode node() {
        return node;
    }

    /** Peers first: whoever sees the node's port may ask for the other. */
    private void say() {
        NodeConfiguration configuration = node.parts().configuration();
        write(configuration.home().peerPort(), node.parts().peerPort());
        write(configuration.home().nodePort(), port());
        messages.ready(
                configuration.node(),
                port(),
                node.parts().peerPort(),
                node.parts().network());
    }

    @Override
    public void close() {
        NodeConfiguration configuration = node.parts().configuration();
        messages.stopping(configuration.node());
        delete(configuration.home().nodePort());
        delete(configuration.home().peerPort());
        try {
            server.close();
        } finally {
            node.close();
        }
    }

    private static void write(Path file, int port) {
        AtomicFiles.writePublic(file, (port + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
