package io.datapact.contract.invariant;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who must approve a task, counted without the rules: contract.md section 3. */
public final class Needed {
    private Needed() {}

    /** Owners of inputs, compute parties, recipients, the payer, and regulators: of the longest purpose that fits, and below. */
    public static SortedSet<MemberId> members(TaskManifest task, Policy policy) {
        SortedSet<MemberId> members = new TreeSet<>();
        members.add(task.payer());
        task.inputs().forEach(input -> members.add(input.dataset().member()));
        task.outputs().forEach(output -> members.addAll(output.recipients()));
        for (Party party : task.parties()) {
            if (party.roles().contains("compute")) {
                members.add(party.node().member());
            }
        }
        String asked = task.purpose().value() + "/";
        String longest = "";
        for (ApprovalPolicy.Regulated regulated : policy.approvals().regulated()) {
            String purpose = regulated.purpose().value() + "/";
            if (asked.startsWith(purpose) && purpose.length() > longest.length()) {
                longest = purpose;
            }
        }
        for (ApprovalPolicy.Regulated regulated : policy.approvals().regulated()) {
            String purpose = regulated.purpose().value() + "/";
            if (longest.equals(purpose) || purpose.startsWith(asked)) {
                members.add(regulated.regulator());
            }
        }
        return members;
    }

    /** Slots of each. */
    public static long slots(Policy policy) {
        return policy.approvals().fourEyes() ? 2 : 1;
    }
}
