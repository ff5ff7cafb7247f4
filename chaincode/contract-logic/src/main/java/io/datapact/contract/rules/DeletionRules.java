package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.evidence.Deletion;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/** Rules of deletions: a member's signed word, which nobody can check; a version wholly deleted starts no more. */
final class DeletionRules {
    private DeletionRules() {}

    static void decide(RuleContext context, EvidenceCommand.RecordDeletion command) {
        command.rows().ifPresent(rows -> ofVersion(context, rows, command.seq()));
        command.task().ifPresent(task -> ofResults(context, task, command.seq()));
    }

    private static void ofVersion(RuleContext context, DeletedRows rows, long seq) {
        DatasetId dataset = rows.dataset();
        long version = rows.version();
        StateKey<Deletion> whole = EvidenceKeys.wholeDeletion(dataset, version);
        require(!context.has(whole), Reason.ALREADY_DECIDED, dataset + "/" + version);
        boolean there = context.has(DatasetKeys.version(dataset, version));
        require(there, Reason.DATASET_WITHDRAWN, dataset + "/" + version);
        boolean follows = seq == 1 || context.has(EvidenceKeys.deletion(dataset, version, seq - 1));
        StateKey<Deletion> key = EvidenceKeys.deletion(dataset, version, seq);
        require(follows && !context.has(key), Reason.NOT_NEXT, "seq");
        Deletion deletion = new Deletion(Optional.of(rows), context.time());
        context.put(key, deletion);
        if (rows.range().isEmpty()) {
            context.put(whole, deletion);
        }
        context.event("rows-deleted", dataset + "/" + version);
    }

    private static void ofResults(RuleContext context, TaskId task, long seq) {
        TaskManifest manifest = TaskRules.task(context, task).manifest();
        MemberId member = context.member();
        boolean recipient = manifest.outputs().stream()
                .anyMatch(output -> output.recipients().contains(member));
        require(recipient, Reason.NOT_A_PARTY, member);
        boolean follows = seq == 1 || context.has(EvidenceKeys.deletion(task, member, seq - 1));
        StateKey<Deletion> key = EvidenceKeys.deletion(task, member, seq);
        require(follows && !context.has(key), Reason.NOT_NEXT, "seq");
        context.put(key, new Deletion(Optional.empty(), context.time()));
        context.event("results-deleted", task);
    }
}
