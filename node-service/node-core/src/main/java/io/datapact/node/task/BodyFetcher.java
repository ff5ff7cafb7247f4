package io.datapact.node.task;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.util.Comparator;
import java.util.List;

/** Gets a task's body from the other parties' nodes where it is not here yet, the proposer's first. */
public final class BodyFetcher {
    private final NodeId self;
    private final BodyBox bodies;
    private final PeerClient peers;

    /** Fetches for one node. */
    public BodyFetcher(NodeId self, BodyBox bodies, PeerClient peers) {
        this.self = self;
        this.bodies = bodies;
        this.peers = peers;
    }

    /**
     * Sees to it that the body is here.
     *
     * @return whether it is; peers that cannot be reached or give another body are passed over
     */
    public boolean ensure(TaskManifest manifest) {
        if (bodies.open(manifest).isPresent()) {
            return true;
        }
        List<NodeId> others = manifest.parties().stream()
                .map(Party::node)
                .filter(node -> !node.equals(self))
                .sorted(Comparator.comparing(node -> !node.member().equals(manifest.proposer())))
                .toList();
        return others.stream().anyMatch(node -> fetch(node, manifest));
    }

    private boolean fetch(NodeId node, TaskManifest manifest) {
        try {
            return peers.fetchBody(node, manifest.task()) instanceof PeerAnswer.Given given
                    && bodies.accept(manifest, given.content());
        } catch (PeerUnavailableException e) {
            return false;
        }
    }
}
