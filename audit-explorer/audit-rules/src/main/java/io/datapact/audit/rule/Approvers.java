package io.datapact.audit.rule;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whose approval a task needs: every input owner, compute party, recipient, and the payer. */
final class Approvers {
    private Approvers() {}

    static SortedSet<MemberId> needed(TaskManifest manifest) {
        TreeSet<MemberId> needed = new TreeSet<>();
        for (TaskInput input : manifest.inputs()) {
            needed.add(input.dataset().member());
        }
        for (Party party : manifest.parties()) {
            if (party.roles().contains("compute")) {
                needed.add(party.node().member());
            }
        }
        manifest.outputs().forEach(output -> needed.addAll(output.recipients()));
        needed.add(manifest.payer());
        return needed;
    }
}
