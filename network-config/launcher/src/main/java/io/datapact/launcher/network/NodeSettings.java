package io.datapact.launcher.network;

import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a node's configuration file. Secrets stay in files of their own. */
final class NodeSettings {
    private NodeSettings() {}

    static void write(NetworkPlan plan, Layout layout, String member, int ledgerPort) {
        Path file = layout.node(member).resolve("node.properties");
        String text = """
                # Written by the launcher for network %s. Every key: node-service/README.md
                datapact.node.member=%s
                datapact.node.handle=%s
                datapact.node.address=127.0.0.1
                datapact.node.port=0
                datapact.node.peer-port=0
                datapact.node.ledger.address=127.0.0.1:%d
                datapact.node.ledger.genesis=%s
                """.formatted(plan.name(), member, FounderPlan.NODE_HANDLE, ledgerPort, layout.genesis());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new LaunchException("the node's settings could not be written to " + file, e);
        }
    }
}
