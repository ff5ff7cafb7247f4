package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.id.TaskId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A01: a start lies after the last approval that it needs. An approval that never comes is A02's matter. */
final class A01ApprovalsBeforeStart implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A01",
            2,
            Severity.CRITICAL,
            "PIPL 13, 23; DSL 33; GDPR 6, 28",
            "A run starts only after the last approval that its task needs.",
            "运行只能在任务所需的最后一个审批之后开始。");

    private final Findings findings;
    private final SlotEntries entries = new SlotEntries();
    private final Map<TaskId, Set<ApprovalSlot>> approved = new TreeMap<>();
    private final Map<TaskId, Map<ApprovalSlot, Reference>> startedWithout = new TreeMap<>();

    A01ApprovalsBeforeStart(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case ApproveTask approval -> entries.step(step).forEach(slot -> approve(step, approval.task(), slot));
            case StartRun start -> start(step, start.run().task());
            default -> {}
        }
    }

    private void approve(Step step, TaskId task, ApprovalSlot slot) {
        approved.computeIfAbsent(task, key -> new TreeSet<>()).add(slot);
        Optional.ofNullable(startedWithout.getOrDefault(task, Map.of()).get(slot))
                .ifPresent(start -> findings.violated(
                        start,
                        "expected the approval of " + slot + " before the start, found it after it, in "
                                + step.file()));
    }

    private void start(Step step, TaskId task) {
        findings.applies();
        step.before().manifest(task).ifPresent(manifest -> {
            for (ApprovalSlot slot : Approvers.needed(step.before(), manifest)) {
                if (!approved.getOrDefault(task, Set.of()).contains(slot)) {
                    startedWithout
                            .computeIfAbsent(task, key -> new TreeMap<>())
                            .putIfAbsent(slot, new Reference(step.file(), "/body/run"));
                }
            }
        });
    }
}
