package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.List;

/** Which members must approve a task: contract.md section 3, approvals needed. */
public final class Slots {
    /** The one slot that each member has. */
    public static final long FIRST = 1;

    private Slots() {}

    /**
     * The members that must approve, each once: input owners, compute parties, recipients, payer; in manifest order.
     *
     * @param reader the state; policies that name a regulator or two slots a member are read there
     */
    public static List<MemberId> needed(StateReader reader, TaskManifest manifest) {
        List<MemberId> needed = new ArrayList<>();
        manifest.inputs().stream().map(TaskInput::dataset).forEach(dataset -> add(needed, dataset.member()));
        manifest.parties().stream()
                .filter(party -> party.roles().contains(Party.COMPUTE))
                .forEach(party -> add(needed, party.node().member()));
        manifest.outputs().stream()
                .map(TaskOutput::recipients)
                .forEach(recipients -> recipients.forEach(recipient -> add(needed, recipient)));
        add(needed, manifest.payer());
        return List.copyOf(needed);
    }

    private static void add(List<MemberId> members, MemberId member) {
        if (!members.contains(member)) {
            members.add(member);
        }
    }
}
