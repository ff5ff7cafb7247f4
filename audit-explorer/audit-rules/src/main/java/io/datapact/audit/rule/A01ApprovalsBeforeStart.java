package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A01: a start lies after the last approval that it needs. An approval that never comes is A02's matter. */
final class A01ApprovalsBeforeStart implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A01",
            1,
            Severity.CRITICAL,
            "PIPL 13, 23; DSL 33; GDPR 6, 28",
            "A run starts only after the last approval that its task needs.",
            "运行只能在任务所需的最后一个审批之后开始。");

    private final Findings findings;
    private final Map<TaskId, Set<MemberId>> approved = new TreeMap<>();
    private final Map<TaskId, Map<MemberId, Reference>> startedWithout = new TreeMap<>();

    A01ApprovalsBeforeStart(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case ApproveTask approval -> approve(step, approval.task());
            case StartRun start -> start(step, start.run().task());
            default -> {}
        }
    }

    private void approve(Step step, TaskId task) {
        Optional<MemberId> member = step.signer().map(Certificate::member);
        if (member.isEmpty()) {
            return;
        }
        approved.computeIfAbsent(task, key -> new TreeSet<>()).add(member.get());
        Optional.ofNullable(startedWithout.getOrDefault(task, Map.of()).get(member.get()))
                .ifPresent(start -> findings.violated(
                        start,
                        "expected the approval of " + member.get() + " before the start, found it after it, in "
                                + step.file()));
    }

    private void start(Step step, TaskId task) {
        findings.applies();
        step.before().manifest(task).ifPresent(manifest -> {
            for (MemberId member : Approvers.needed(manifest)) {
                if (!approved.getOrDefault(task, Set.of()).contains(member)) {
                    startedWithout
                            .computeIfAbsent(task, key -> new TreeMap<>())
                            .putIfAbsent(member, new Reference(step.file(), "/body/run"));
                }
            }
        });
    }
}
