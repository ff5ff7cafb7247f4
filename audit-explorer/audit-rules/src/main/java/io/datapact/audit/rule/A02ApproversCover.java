package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.task.TaskManifest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A02: the approvers are all that the task needs, and nobody fills two slots. */
final class A02ApproversCover implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A02",
            1,
            Severity.CRITICAL,
            "PIPL 13, 23; DSL 33; GDPR 28; JR/T 0196-2020 7.5",
            "Every input owner, compute party, recipient and payer of a started task approved it; no certificate or key"
                    + " fills two slots.",
            "已启动任务的每个数据提供方、计算方、接收方和付款方均已审批；同一证书或密钥不占用两个审批位。");

    private record Approver(Digest certificate, Digest key) {}

    private final Findings findings;
    private final Map<TaskId, Map<MemberId, Approver>> approved = new TreeMap<>();
    private final Map<TaskId, Reference> started = new TreeMap<>();

    A02ApproversCover(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case ApproveTask approval -> step.signer().ifPresent(signer -> approve(step, approval.task(), signer));
            case StartRun start -> {
                findings.applies();
                started.putIfAbsent(start.run().task(), new Reference(step.file(), "/body/run"));
            }
            default -> {}
        }
    }

    @Override
    public void finish(Dossier dossier) {
        started.forEach((task, start) -> {
            Optional<TaskManifest> manifest = dossier.facts().manifest(task);
            if (manifest.isEmpty()) {
                findings.unverifiable(start, "expected the manifest of " + task + " on the ledger, found none");
                return;
            }
            for (MemberId member : Approvers.needed(manifest.get())) {
                if (!approved.getOrDefault(task, Map.of()).containsKey(member)) {
                    findings.violated(start, "expected an approval of " + task + " by " + member + ", found none");
                }
            }
        });
    }

    private void approve(Step step, TaskId task, Certificate signer) {
        Approver approver =
                new Approver(signer.digest(), Digest.of(signer.spki().toBytes()));
        Map<MemberId, Approver> slots = approved.computeIfAbsent(task, key -> new TreeMap<>());
        slots.forEach((member, other) -> {
            boolean same = other.certificate().equals(approver.certificate())
                    || other.key().equals(approver.key());
            if (!member.equals(signer.member()) && same) {
                findings.violated(
                        new Reference(step.file(), "/signer"),
                        "expected a certificate and key of its own in each slot, found those of " + member
                                + " in the slot of " + signer.member());
            }
        });
        slots.put(signer.member(), approver);
    }
}
