package io.datapact.node.task;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.time.Duration;

/**
 * Sends a task's sealed body to the other parties' nodes, in the background and a few times over; a node that misses it
 * asks for it when it needs it.
 */
public final class BodyPost {
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final NodeId self;
    private final PeerClient peers;

    /** Sends for one node. */
    public BodyPost(NodeId self, PeerClient peers) {
        this.self = self;
        this.peers = peers;
    }

    void send(TaskManifest manifest, byte[] sealed) {
        for (Party party : manifest.parties()) {
            if (!party.node().equals(self)) {
                Thread.ofVirtual().name("body-post").start(() -> send(party.node(), manifest, sealed));
            }
        }
    }

    private void send(NodeId node, TaskManifest manifest, byte[] sealed) {
        try {
            for (int attempt = 0; attempt < MOST_ATTEMPTS && !given(node, manifest, sealed); attempt++) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean given(NodeId node, TaskManifest manifest, byte[] sealed) {
        try {
            return peers.deliverBody(node, manifest.task(), sealed) instanceof PeerAnswer.Given;
        } catch (PeerUnavailableException e) {
            return false;
        }
    }
}
