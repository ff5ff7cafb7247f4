package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.RevokeApproval;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.TaskManifest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A05: no approval is expired or revoked at the start. Its standing is recomputed from commands and policy. */
final class A05ApprovalsStand implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A05",
            1,
            Severity.CRITICAL,
            "PIPL 15; GDPR 7, 28",
            "No approval that a start needs was expired or revoked at that moment.",
            "启动时所需的审批均未过期或撤销。");

    private static final long MILLIS = 1_000;

    private record Entry(boolean approved, long at, Digest certificate, Reference reference) {}

    private final Findings findings;
    private final Map<TaskId, Map<MemberId, Entry>> newest = new TreeMap<>();

    A05ApprovalsStand(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case ApproveTask approval -> note(step, approval.task(), true);
            case RevokeApproval revocation -> note(step, revocation.task(), false);
            case StartRun start -> start(step, start);
            default -> {}
        }
    }

    private void note(Step step, TaskId task, boolean approved) {
        step.signer()
                .map(Certificate::member)
                .ifPresent(member -> newest.computeIfAbsent(task, key -> new TreeMap<>())
                        .put(
                                member,
                                new Entry(approved, step.time(), step.header().signer(), Reference.of(step.file()))));
    }

    private void start(Step step, StartRun start) {
        TaskId task = start.run().task();
        Optional<TaskManifest> manifest = step.before().manifest(task);
        if (manifest.isEmpty()) {
            return;
        }
        Optional<Policy> policy =
                step.before().read(MemberKeys.policy(manifest.get().policy()));
        for (MemberId member : Approvers.needed(manifest.get())) {
            Optional.ofNullable(newest.getOrDefault(task, Map.of()).get(member))
                    .ifPresent(entry -> judge(step, member, entry, policy));
        }
    }

    private void judge(Step step, MemberId member, Entry entry, Optional<Policy> policy) {
        Reference start = new Reference(step.file(), "/body/run");
        findings.require(
                entry.approved(),
                start,
                "expected the approval of " + member + " to stand, found it revoked in " + entry.reference());
        Optional<Long> until = policy.map(found -> entry.at() + found.approvalSeconds() * MILLIS);
        findings.require(
                !entry.approved() || until.filter(limit -> step.time() <= limit).isPresent(),
                start,
                "expected the approval of " + member + " to stand at " + step.time() + ", found it standing until "
                        + until.map(String::valueOf).orElse("nowhere, for want of the policy"));
        boolean revoked = step.before()
                .read(MemberKeys.certificate(entry.certificate()))
                .flatMap(Certificate::revoked)
                .filter(revocation -> revocation.at() <= step.time())
                .isPresent();
        findings.require(
                !revoked,
                start,
                "expected the approver's certificate of " + member + " unrevoked at the start, found it revoked");
    }
}
