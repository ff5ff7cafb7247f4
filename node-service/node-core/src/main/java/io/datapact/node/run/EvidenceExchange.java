package io.datapact.node.run;

import io.datapact.contract.id.NodeId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.EvidencePost;
import java.util.List;

/** After a run hands this node's chain about the task to the other parties, as far as they can be reached. */
final class EvidenceExchange {
    /** How often a file is offered to a peer that does not take it. */
    static final int MOST_ATTEMPTS = 20;

    private final RunLedger ledger;
    private final EvidenceLog evidence;
    private final EvidencePost post;

    EvidenceExchange(RunLedger ledger, EvidenceLog evidence, EvidencePost post) {
        this.ledger = ledger;
        this.evidence = evidence;
        this.post = post;
    }

    void send(RunFacts facts) throws InterruptedException {
        List<EvidenceFile> files = evidence.files(facts.id().task());
        for (int peer : facts.peers()) {
            send(facts, facts.party(peer).node(), files);
        }
    }

    private void send(RunFacts facts, NodeId peer, List<EvidenceFile> files) throws InterruptedException {
        int attempts = 0;
        for (EvidenceFile file : files) {
            while (!post.deliver(peer, facts.id().task(), file)) {
                attempts++;
                if (attempts >= MOST_ATTEMPTS) {
                    return;
                }
                ledger.awaitTick();
            }
        }
    }
}
