package io.datapact.contract.rules;

import static io.datapact.contract.testing.RecordCopy.with;

import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Revocation;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/** Records with one thing changed. */
final class Bent {
    private Bent() {}

    static Certificate effectiveFrom(Certificate c, long effectiveFrom) {
        return with(c, "effectiveFrom", effectiveFrom);
    }

    static Certificate notAfter(Certificate c, long notAfter) {
        return with(c, "notAfter", notAfter);
    }

    static Certificate revoked(Certificate c, long at) {
        return with(c, "revoked", Optional.of(new Revocation("key-compromise", at, at)));
    }

    static Member suspended(Member m) {
        return with(m, "status", MemberStatus.SUSPENDED);
    }

    static Member leaving(Member m, long since) {
        return with(m, "leavingSince", Optional.of(since));
    }

    static Policy version(Policy p, long version, long graceUntil) {
        return with(with(p, "version", version), "graceUntil", graceUntil);
    }

    static Policy approvals(Policy p, ApprovalPolicy approvals) {
        return with(p, "approvals", approvals);
    }

    static Policy minimumGroup(Policy p, long minimumGroup) {
        return with(p, "minimumGroup", minimumGroup);
    }

    static Policy pool(Policy p, MemberId pool) {
        return with(p, "pool", pool);
    }

    static Terms expires(Terms t, long expires) {
        return with(t, "expires", expires);
    }

    static Terms perPeriod(Terms t, long uses, long epsilonMicros) {
        return with(with(t, "usesPerPeriod", uses), "epsilonMicrosPerPeriod", epsilonMicros);
    }

    static Terms inAll(Terms t, long uses, long epsilonMicros) {
        return with(with(t, "uses", uses), "epsilonMicros", epsilonMicros);
    }

    static Terms purposes(Terms t, String... purposes) {
        return with(t, "purposes", List.of(purposes).stream().map(Code::new).toList());
    }

    static TaskManifest inputs(TaskManifest m, List<TaskInput> inputs) {
        return with(m, "inputs", inputs);
    }

    static TaskManifest limits(TaskManifest m, Limits limits) {
        return with(m, "limits", limits);
    }

    static TaskInput columns(TaskInput i, String... columns) {
        return with(i, "columns", List.of(columns));
    }

    static TaskInput sensitivity(TaskInput i, long sensitivity) {
        return with(i, "sensitivity", sensitivity);
    }

    static TaskInput epsilon(TaskInput i, long epsilonMicros) {
        return with(i, "epsilonMicros", epsilonMicros);
    }
}
