package io.datapact.node.task;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Gets a task's body from the other parties' nodes where it is not here yet, the proposer's first. */
public final class BodyFetcher {
    /** Shortest pause between two rounds of questions for one body that another node brings about, in milliseconds. */
    public static final long PAUSE_MILLIS = 10_000;

    private static final int MOST_REMEMBERED = 1_024;

    private final NodeId self;
    private final BodyBox bodies;
    private final PeerClient peers;
    private final SequencedMap<TaskId, Long> asked = new LinkedHashMap<>();

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

    /**
     * Sees to it that the body is here, for another node that asks: it cannot make this one ask the others over and
     * over.
     *
     * @param now millis since the epoch
     * @return whether it is; also false, without a question, where the last round was a moment ago
     */
    public boolean ensureSparingly(TaskManifest manifest, long now) {
        return bodies.open(manifest).isPresent() || (mayAsk(manifest.task(), now) && ensure(manifest));
    }

    private synchronized boolean mayAsk(TaskId task, long now) {
        Optional<Long> last = Optional.ofNullable(asked.get(task));
        if (last.isPresent() && now - last.get() < PAUSE_MILLIS) {
            return false;
        }
        asked.putLast(task, now);
        if (asked.size() > MOST_REMEMBERED) {
            asked.pollFirstEntry();
        }
        return true;
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
