package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;
import java.util.stream.LongStream;

/** Rules of approvals. Under four-eyes two people of each member approve, and neither proposed the task. */
final class ApprovalRules {
    private ApprovalRules() {}

    static void approve(RuleContext context, TaskCommand.ApproveTask command) {
        Task task = TaskRules.task(context, command.task());
        TaskStates.requireOpen(context.reader(), task, context.time());
        long slot = command.slot().orElse(Slots.FIRST);
        requireSlot(context, task.manifest(), slot);
        require(task.digest().equals(command.manifest()), Reason.MANIFEST_MISMATCH, "/digest");
        if (command.standing().isPresent()) {
            approveAll(context, task, command.standing().get(), command.after());
        } else {
            requireOwnEyes(context, task, slot);
            require(seq(context, task, slot) == command.after(), Reason.BASE_CHANGED, "after");
            put(context, task, slot, ApprovalStatus.APPROVED, Optional.empty());
        }
        context.event("task-approved", command.task());
    }

    /** One approval by a standing one fills all slots of its member: as many people granted that. */
    private static void approveAll(RuleContext context, Task task, StandingId id, long after) {
        StandingApproval standing = context.need(TaskKeys.standing(id), Reason.MANIFEST_MISMATCH, "/standing");
        long slots = Slots.each(context.reader(), task.manifest());
        if (slots > Slots.FIRST) {
            Certificate proposer = certificate(context, task);
            boolean own = samePerson(proposer, context.signer())
                    || StandingRules.granters(context.reader(), standing).stream()
                            .anyMatch(granter -> samePerson(proposer, granter));
            require(!own, Reason.FOUR_EYES, "proposer");
        }
        StandingRules.lack(context.reader(), standing, slots).ifPresent(reason -> require(false, reason, id));
        new StandingChecks(standing, task.manifest()).require();
        long seen = LongStream.rangeClosed(Slots.FIRST, slots)
                .map(slot -> seq(context, task, slot))
                .sum();
        require(seen == after, Reason.BASE_CHANGED, "after");
        for (long slot = Slots.FIRST; slot <= slots; slot++) {
            put(context, task, slot, ApprovalStatus.APPROVED, Optional.of(id));
        }
    }

    static void revoke(RuleContext context, TaskCommand.RevokeApproval command) {
        Task task = TaskRules.task(context, command.task());
        long slot = command.slot().orElse(Slots.FIRST);
        requireSlot(context, task.manifest(), slot);
        require(seq(context, task, slot) == command.after(), Reason.BASE_CHANGED, "after");
        put(context, task, slot, ApprovalStatus.REVOKED, Optional.empty());
        context.event("approval-revoked", command.task());
    }

    /** NOT_A_PARTY, unless the signer's member has that slot in the task. */
    private static void requireSlot(RuleContext context, TaskManifest manifest, long slot) {
        boolean needed = Slots.needed(context.reader(), manifest).contains(context.member());
        require(needed, Reason.NOT_A_PARTY, context.member());
        boolean there = slot <= Slots.each(context.reader(), manifest);
        require(there, Reason.NOT_A_PARTY, context.member() + "/" + slot);
    }

    /** FOUR_EYES: whoever signs fills no other slot of its member; under four-eyes it did not propose the task either. */
    private static void requireOwnEyes(RuleContext context, Task task, long slot) {
        long slots = Slots.each(context.reader(), task.manifest());
        TaskId id = task.manifest().task();
        LongStream.rangeClosed(Slots.FIRST, slots)
                .filter(other -> other != slot)
                .mapToObj(other -> TaskKeys.approval(id, context.member(), other))
                .flatMap(key -> context.read(key).stream())
                .filter(other -> other.status() == ApprovalStatus.APPROVED)
                .forEach(other -> require(!isSigner(context, other), Reason.FOUR_EYES, other.handle()));
        if (slots > Slots.FIRST) {
            Certificate proposer = certificate(context, task);
            require(!samePerson(proposer, context.signer()), Reason.FOUR_EYES, "proposer");
        }
    }

    private static boolean isSigner(RuleContext context, Approval other) {
        return other.handle().equals(context.signer().handle())
                || other.certificate().equals(context.signer().digest());
    }

    /** Whether two certificates are one person's: one handle of one member, or one key. */
    static boolean samePerson(Certificate one, Certificate other) {
        boolean handle = one.member().equals(other.member()) && one.handle().equals(other.handle());
        return handle || one.digest().equals(other.digest()) || one.spki().equals(other.spki());
    }

    private static Certificate certificate(RuleContext context, Task task) {
        return context.read(MemberKeys.certificate(task.proposerCertificate()))
                .orElseThrow(() -> new IllegalStateException("expected the certificate that proposed "
                        + task.manifest().task() + ", found none"));
    }

    private static long seq(RuleContext context, Task task, long slot) {
        return context.read(key(context, task, slot)).map(Approval::seq).orElse(0L);
    }

    private static StateKey<Approval> key(RuleContext context, Task task, long slot) {
        return TaskKeys.approval(task.manifest().task(), context.member(), slot);
    }

    private static void put(
            RuleContext context, Task task, long slot, ApprovalStatus status, Optional<StandingId> standing) {
        long approved = Slots.policy(context.reader(), task.manifest()).approvalSeconds() * 1_000;
        long until = context.time() + (status == ApprovalStatus.APPROVED ? approved : 0);
        Approval entry = new Approval(
                seq(context, task, slot) + 1,
                status,
                context.signer().digest(),
                context.signer().handle(),
                until,
                standing);
        context.put(key(context, task, slot), entry);
    }
}
