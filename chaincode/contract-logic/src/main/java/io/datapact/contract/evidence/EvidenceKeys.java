package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateKey;

/** The keys of evidence. */
public final class EvidenceKeys {
    private EvidenceKeys() {}

    /** Where a gate's denial of something stands; there is at most one. */
    public static StateKey<DenialEntry> denied(NodeId gate, Digest about) {
        return new StateKey<>("denied/" + gate + "/" + about, DenialEntry.class);
    }

    /** An anchor; seq counts from 1. */
    public static StateKey<Anchor> anchor(RunId run, MemberId member, long seq) {
        return new StateKey<>("anchor/" + RunKeys.path(run) + "/" + member + "/" + StateKey.number(seq), Anchor.class);
    }

    /** A denial; day counts from 1970-01-01, seq from 1. */
    public static StateKey<Denial> denial(NodeId gate, MemberId asker, long day, long seq) {
        return new StateKey<>(
                "denial/" + gate + "/" + asker + "/" + StateKey.number(day) + "/" + StateKey.number(seq), Denial.class);
    }
}
