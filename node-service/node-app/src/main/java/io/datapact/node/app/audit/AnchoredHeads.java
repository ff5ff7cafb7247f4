package io.datapact.node.app.audit;

import io.datapact.contract.evidence.Anchor;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The heads of evidence chains that parties put on the ledger: with their attestations, and as anchors. */
final class AnchoredHeads {
    private AnchoredHeads() {}

    /**
     * A head on the ledger.
     *
     * @param head  digest of a statement's payload
     * @param count that statement's counter
     */
    record Head(Digest head, long count) {}

    /** A member's heads of a run. */
    static List<Head> of(StateReader state, RunId run, MemberId member) {
        List<Head> heads = new ArrayList<>();
        Optional<Attestation> attestation = state.read(RunKeys.attestation(run, member));
        attestation.ifPresent(found ->
                heads.add(new Head(found.own().evidenceHead(), found.own().evidenceCount())));
        Optional<Anchor> anchor = state.read(EvidenceKeys.anchor(run, member, 1));
        for (long seq = 2; anchor.isPresent(); seq++) {
            heads.add(new Head(anchor.get().head(), anchor.get().count()));
            anchor = state.read(EvidenceKeys.anchor(run, member, seq));
        }
        return heads;
    }
}
