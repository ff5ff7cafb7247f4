package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.ClosedTask;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.OpenSlot;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;

/** Rules of tasks. */
final class TaskRules {
    /** Furthest that a task may reach ahead: 180 days. */
    private static final long MAXIMUM_AHEAD_MILLIS = 180L * 86_400_000;

    private TaskRules() {}

    static void decide(RuleContext context, TaskCommand command) {
        switch (command) {
            case TaskCommand.ProposeTask c -> propose(context, c.manifest());
            case TaskCommand.ApproveTask c -> ApprovalRules.approve(context, c);
            case TaskCommand.RevokeApproval c -> ApprovalRules.revoke(context, c);
            case TaskCommand.GrantStanding c -> StandingRules.grant(context, c);
            case TaskCommand.EndStanding c -> StandingRules.end(context, c);
            case TaskCommand.CloseTask c -> close(context, c);
        }
    }

    private static void propose(RuleContext context, TaskManifest manifest) {
        AdmissionChecks admission = new AdmissionChecks(context, manifest);
        admission.require();
        ConsistencyChecks consistency = new ConsistencyChecks(context, manifest);
        consistency.requireParties();
        consistency.requireFields(admission.inputs());
        consistency.requirePolicy(0);
        Limits limits = manifest.limits();
        boolean ahead =
                limits.notAfter() > context.time() && limits.notAfter() - context.time() <= MAXIMUM_AHEAD_MILLIS;
        require(ahead, Reason.OUTSIDE_WINDOW, "/limits/notAfter");
        requireTermsNotExpired(context, admission);
        StateKey<Task> key = TaskKeys.task(manifest.task());
        require(!context.has(key), Reason.KEY_IN_USE, manifest.task());
        StateKey<OpenSlot> slot = TaskKeys.slot(manifest.proposer(), manifest.slot());
        require(manifest.slot() <= context.policy().openTasks(), Reason.QUOTA_EXCEEDED, "/slot");
        require(isFree(context, slot), Reason.QUOTA_EXCEEDED, "/slot");
        context.put(key, new Task(manifest, manifest.digest(), context.signer().digest(), context.time()));
        context.put(slot, new OpenSlot(manifest.task()));
        context.event("task-proposed", manifest.task());
    }

    /** OUTSIDE_WINDOW, where an input's terms are over. */
    static void requireTermsNotExpired(RuleContext context, AdmissionChecks admission) {
        for (InputTerms terms : admission.inputs()) {
            boolean live = terms.allow(own -> context.time() <= own.expires());
            require(live, Reason.OUTSIDE_WINDOW, terms.input().name());
        }
    }

    private static boolean isFree(RuleContext context, StateKey<OpenSlot> slot) {
        return context.read(slot)
                .flatMap(open -> context.read(TaskKeys.task(open.task())))
                .map(task -> context.has(TaskKeys.closed(task.manifest().task()))
                        || context.time() > task.manifest().limits().notAfter())
                .orElse(true);
    }

    private static void close(RuleContext context, TaskCommand.CloseTask command) {
        Task task = task(context, command.task());
        TaskStates.requireOpen(context.reader(), task, context.time());
        MemberId member = context.member();
        boolean concerned = member.equals(task.manifest().proposer())
                || Slots.needed(context.reader(), task.manifest()).contains(member);
        require(concerned, Reason.NOT_A_PARTY, member);
        context.put(TaskKeys.closed(command.task()), new ClosedTask(member, command.code(), context.time()));
        context.event("task-closed", command.task());
    }

    /** A task that is there. */
    static Task task(RuleContext context, TaskId id) {
        return context.need(TaskKeys.task(id), Reason.MANIFEST_MISMATCH, "/task");
    }
}
