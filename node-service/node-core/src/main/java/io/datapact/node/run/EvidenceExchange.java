package io.datapact.node.run;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Hands this node's chain about a task to the other parties, as far as they can be reached. */
final class EvidenceExchange implements AutoCloseable {
    /** How often a file is offered to a peer that does not take it. */
    static final int MOST_ATTEMPTS = 20;

    private static final long CLOSE_SECONDS = 5;

    private final NodeId self;
    private final RunLedger ledger;
    private final EvidenceLog evidence;
    private final PeerClient peers;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    EvidenceExchange(NodeId self, RunLedger ledger, EvidenceLog evidence, PeerClient peers) {
        this.self = self;
        this.ledger = ledger;
        this.evidence = evidence;
        this.peers = peers;
    }

    /** Sends all files of a task's chain to the other parties' nodes. */
    void send(TaskManifest manifest) throws InterruptedException {
        List<EvidenceFile> files = evidence.files(manifest.task());
        for (Party party : manifest.parties()) {
            if (!party.node().equals(self)) {
                send(manifest.task(), party.node(), files);
            }
        }
    }

    /** Sends in the background: what was stated outside a run, such as a refusal. */
    void sendLater(TaskManifest manifest) {
        try {
            background.execute(() -> sendQuietly(manifest));
        } catch (RejectedExecutionException e) {
            // The node is stopping; what is on its disk is sent with the next run's end.
            return;
        }
    }

    private void sendQuietly(TaskManifest manifest) {
        try {
            send(manifest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EvidenceUnavailableException e) {
            // Shown where evidence is needed; this copy is only handed on.
            return;
        }
    }

    /** Ends what is being sent in the background. */
    @Override
    public void close() {
        background.shutdownNow();
        try {
            background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(TaskId task, NodeId peer, List<EvidenceFile> files) throws InterruptedException {
        int attempts = 0;
        for (EvidenceFile file : files) {
            while (!given(peer, task, file)) {
                attempts++;
                if (attempts >= MOST_ATTEMPTS) {
                    return;
                }
                ledger.awaitTick();
            }
        }
    }

    private boolean given(NodeId peer, TaskId task, EvidenceFile file) {
        try {
            return peers.deliverEvidence(peer, task, file) instanceof PeerAnswer.Given;
        } catch (PeerUnavailableException e) {
            return false;
        }
    }
}
