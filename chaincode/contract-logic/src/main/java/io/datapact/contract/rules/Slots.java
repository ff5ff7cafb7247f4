package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.List;

/** Which members must approve a task: contract.md section 3, approvals needed. */
public final class Slots {
    /** The slot that each member has; under four-eyes it has a second. */
    public static final long FIRST = 1;

    private Slots() {}

    /**
     * The members that must approve, each once: input owners, compute parties, recipients, payer, in manifest order;
     * last the regulators that the task's policy names for its purpose.
     *
     * @param reader the state, where the policy stands under which the manifest was written
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
        policy(reader, manifest)
                .approvals()
                .regulators(manifest.purpose())
                .forEach(regulator -> add(needed, regulator));
        return List.copyOf(needed);
    }

    /** How many slots each member must fill, counted from {@link #FIRST}: two under four-eyes. */
    public static long each(StateReader reader, TaskManifest manifest) {
        return policy(reader, manifest).approvals().slots();
    }

    /** The policy under which a task was written: approvals, times and penalties are those of its version. */
    static Policy policy(StateReader reader, TaskManifest manifest) {
        return reader.read(MemberKeys.policy(manifest.policy()))
                .orElseThrow(() -> new IllegalStateException(
                        "expected policy " + manifest.policy() + " of " + manifest.task() + ", found none"));
    }

    private static void add(List<MemberId> members, MemberId member) {
        if (!members.contains(member)) {
            members.add(member);
        }
    }
}
