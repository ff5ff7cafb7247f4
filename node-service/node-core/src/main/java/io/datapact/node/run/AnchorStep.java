package io.datapact.node.run;

import io.datapact.contract.command.EvidenceCommand.AnchorEvidence;
import io.datapact.contract.evidence.Anchor;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.node.evidence.EvidenceHead;
import io.datapact.node.evidence.EvidenceLog;
import java.util.Optional;

/** Puts head and count of the task's evidence chain on the ledger. */
final class AnchorStep {
    /** Most anchors of a party in a run: contract.md, bounds. */
    static final int MOST_ANCHORS = 16;

    private final RunLedger ledger;
    private final EvidenceLog evidence;

    AnchorStep(RunLedger ledger, EvidenceLog evidence) {
        this.ledger = ledger;
        this.evidence = evidence;
    }

    /** Anchors what is not anchored yet; does nothing if the newest anchor says the same or no place is left. */
    void anchor(RunFacts facts) throws InterruptedException {
        Optional<EvidenceHead> head = evidence.head(facts.id().task());
        if (head.isEmpty()) {
            return;
        }
        StateReader state = ledger.state();
        Optional<Anchor> newest = Optional.empty();
        for (long seq = 1; seq <= MOST_ANCHORS; seq++) {
            Optional<Anchor> at = state.read(EvidenceKeys.anchor(facts.id(), facts.member(), seq));
            if (at.isEmpty()) {
                file(facts, seq, head.get(), newest);
                return;
            }
            newest = at;
        }
    }

    private void file(RunFacts facts, long seq, EvidenceHead head, Optional<Anchor> newest)
            throws InterruptedException {
        boolean same =
                newest.filter(anchor -> anchor.head().equals(head.head())).isPresent();
        if (!same) {
            ledger.require(new AnchorEvidence(facts.id(), seq, head.head(), head.count()));
        }
    }
}
