package io.datapact.audit.rule;

import io.datapact.audit.state.Facts;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.ApprovalPolicy.Regulated;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Whose approval a task needs by the policy that it names: every input owner, compute party, recipient, the payer, and
 * the regulators of its purpose; of each one person, or two under four-eyes.
 */
final class Approvers {
    private static final long FOUR_EYES = 2;

    private Approvers() {}

    static SortedSet<ApprovalSlot> needed(Facts facts, TaskManifest manifest) {
        SortedSet<ApprovalSlot> needed = new TreeSet<>();
        for (MemberId member : members(facts, manifest)) {
            needed.addAll(slots(facts, manifest, member));
        }
        return needed;
    }

    /** The slots that an approval by a member fills: one, or all where it goes back to a standing approval. */
    static SortedSet<ApprovalSlot> filled(Facts facts, TaskManifest manifest, ApproveTask approval, MemberId member) {
        if (approval.standing().isPresent()) {
            return slots(facts, manifest, member);
        }
        return new TreeSet<>(List.of(new ApprovalSlot(member, approval.slot().orElse(ApprovalSlot.FIRST))));
    }

    /** How many people of each member must approve. */
    static long people(Facts facts, TaskManifest manifest) {
        return policy(facts, manifest).fourEyes() ? FOUR_EYES : 1;
    }

    private static SortedSet<ApprovalSlot> slots(Facts facts, TaskManifest manifest, MemberId member) {
        return LongStream.rangeClosed(ApprovalSlot.FIRST, people(facts, manifest))
                .mapToObj(number -> new ApprovalSlot(member, number))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<MemberId> members(Facts facts, TaskManifest manifest) {
        TreeSet<MemberId> members = new TreeSet<>();
        for (TaskInput input : manifest.inputs()) {
            members.add(input.dataset().member());
        }
        for (Party party : manifest.parties()) {
            if (party.roles().contains(Party.COMPUTE)) {
                members.add(party.node().member());
            }
        }
        manifest.outputs().forEach(output -> members.addAll(output.recipients()));
        members.add(manifest.payer());
        members.addAll(regulators(facts, manifest));
        return members;
    }

    /** Named by the policy's narrowest entry above the purpose, and by all below it: a wide purpose allows what they do. */
    private static Set<MemberId> regulators(Facts facts, TaskManifest manifest) {
        Code purpose = manifest.purpose();
        Optional<Regulated> narrowest = Optional.empty();
        Set<MemberId> regulators = new TreeSet<>();
        for (Regulated entry : policy(facts, manifest).regulated()) {
            boolean narrower = narrowest.isEmpty() || narrowest.get().purpose().covers(entry.purpose());
            if (narrower && entry.purpose().covers(purpose)) {
                narrowest = Optional.of(entry);
            }
            if (purpose.covers(entry.purpose())) {
                regulators.add(entry.regulator());
            }
        }
        narrowest.map(Regulated::regulator).ifPresent(regulators::add);
        return regulators;
    }

    private static ApprovalPolicy policy(Facts facts, TaskManifest manifest) {
        return facts.read(MemberKeys.policy(manifest.policy()))
                .map(Policy::approvals)
                .orElse(ApprovalPolicy.PLAIN);
    }
}
