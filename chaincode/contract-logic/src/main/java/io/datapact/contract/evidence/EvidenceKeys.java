package io.datapact.contract.evidence;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
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

    /** What an owner deleted of a version; seq counts from 1. */
    public static StateKey<Deletion> deletion(DatasetId dataset, long version, long seq) {
        return new StateKey<>(deletions(dataset, version) + StateKey.number(seq), Deletion.class);
    }

    /** That a version is wholly deleted; no start from here on. */
    public static StateKey<Deletion> wholeDeletion(DatasetId dataset, long version) {
        return new StateKey<>(deletions(dataset, version) + "whole", Deletion.class);
    }

    /** That a recipient deleted results of a task; seq counts from 1. */
    public static StateKey<Deletion> deletion(TaskId task, MemberId member, long seq) {
        return new StateKey<>("deletion/task/" + task + "/" + member + "/" + StateKey.number(seq), Deletion.class);
    }

    private static String deletions(DatasetId dataset, long version) {
        return "deletion/ds/" + dataset + "/" + StateKey.number(version) + "/";
    }
}
