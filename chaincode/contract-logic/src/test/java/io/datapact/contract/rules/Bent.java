package io.datapact.contract.rules;

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
        return new Certificate(
                c.digest(),
                c.member(),
                c.handle(),
                c.role(),
                c.chain(),
                c.spki(),
                c.notBefore(),
                c.notAfter(),
                effectiveFrom,
                c.revoked());
    }

    static Certificate notAfter(Certificate c, long notAfter) {
        return new Certificate(
                c.digest(),
                c.member(),
                c.handle(),
                c.role(),
                c.chain(),
                c.spki(),
                c.notBefore(),
                notAfter,
                c.effectiveFrom(),
                c.revoked());
    }

    static Certificate revoked(Certificate c, long at) {
        return new Certificate(
                c.digest(),
                c.member(),
                c.handle(),
                c.role(),
                c.chain(),
                c.spki(),
                c.notBefore(),
                c.notAfter(),
                c.effectiveFrom(),
                Optional.of(new Revocation("key-compromise", at, at)));
    }

    static Member suspended(Member m) {
        return new Member(m.member(), m.kinds(), MemberStatus.SUSPENDED, m.leavingSince(), m.roots());
    }

    static Member leaving(Member m, long since) {
        return new Member(m.member(), m.kinds(), m.status(), Optional.of(since), m.roots());
    }

    static Policy version(Policy p, long version, long graceUntil) {
        return new Policy(
                version,
                p.approvalSeconds(),
                p.maximumRunSeconds(),
                p.releaseSeconds(),
                p.windowSeconds(),
                p.silencePenalty(),
                p.releaseSharePercent(),
                p.pool(),
                p.minimumGroup(),
                p.reviewsNeeded(),
                p.openTasks(),
                p.denialsPerDay(),
                p.adminDelaySeconds(),
                p.lookBackSeconds(),
                graceUntil,
                p.approvals(),
                p.disputes(),
                p.periods());
    }

    static Policy approvals(Policy p, ApprovalPolicy approvals) {
        return new Policy(
                p.version(),
                p.approvalSeconds(),
                p.maximumRunSeconds(),
                p.releaseSeconds(),
                p.windowSeconds(),
                p.silencePenalty(),
                p.releaseSharePercent(),
                p.pool(),
                p.minimumGroup(),
                p.reviewsNeeded(),
                p.openTasks(),
                p.denialsPerDay(),
                p.adminDelaySeconds(),
                p.lookBackSeconds(),
                p.graceUntil(),
                approvals,
                p.disputes(),
                p.periods());
    }

    static Policy minimumGroup(Policy p, long minimumGroup) {
        return new Policy(
                p.version(),
                p.approvalSeconds(),
                p.maximumRunSeconds(),
                p.releaseSeconds(),
                p.windowSeconds(),
                p.silencePenalty(),
                p.releaseSharePercent(),
                p.pool(),
                minimumGroup,
                p.reviewsNeeded(),
                p.openTasks(),
                p.denialsPerDay(),
                p.adminDelaySeconds(),
                p.lookBackSeconds(),
                p.graceUntil(),
                p.approvals(),
                p.disputes(),
                p.periods());
    }

    static Policy pool(Policy p, MemberId pool) {
        return new Policy(
                p.version(),
                p.approvalSeconds(),
                p.maximumRunSeconds(),
                p.releaseSeconds(),
                p.windowSeconds(),
                p.silencePenalty(),
                p.releaseSharePercent(),
                pool,
                p.minimumGroup(),
                p.reviewsNeeded(),
                p.openTasks(),
                p.denialsPerDay(),
                p.adminDelaySeconds(),
                p.lookBackSeconds(),
                p.graceUntil(),
                p.approvals(),
                p.disputes(),
                p.periods());
    }

    static Terms expires(Terms t, long expires) {
        return new Terms(
                t.purposes(),
                t.operations(),
                t.recipients(),
                t.trustModels(),
                t.fairness(),
                t.simulated(),
                t.uses(),
                t.epsilonMicros(),
                t.usesPerPeriod(),
                t.epsilonMicrosPerPeriod(),
                expires,
                t.minimumGroup(),
                t.neverReleased(),
                t.currency(),
                t.pricePerUse(),
                t.retentionDays(),
                t.legalBasis(),
                t.consent(),
                t.abroad());
    }

    static Terms perPeriod(Terms t, long uses, long epsilonMicros) {
        return new Terms(
                t.purposes(),
                t.operations(),
                t.recipients(),
                t.trustModels(),
                t.fairness(),
                t.simulated(),
                t.uses(),
                t.epsilonMicros(),
                uses,
                epsilonMicros,
                t.expires(),
                t.minimumGroup(),
                t.neverReleased(),
                t.currency(),
                t.pricePerUse(),
                t.retentionDays(),
                t.legalBasis(),
                t.consent(),
                t.abroad());
    }

    static Terms purposes(Terms t, String... purposes) {
        return new Terms(
                List.of(purposes).stream().map(Code::new).toList(),
                t.operations(),
                t.recipients(),
                t.trustModels(),
                t.fairness(),
                t.simulated(),
                t.uses(),
                t.epsilonMicros(),
                t.usesPerPeriod(),
                t.epsilonMicrosPerPeriod(),
                t.expires(),
                t.minimumGroup(),
                t.neverReleased(),
                t.currency(),
                t.pricePerUse(),
                t.retentionDays(),
                t.legalBasis(),
                t.consent(),
                t.abroad());
    }

    static TaskManifest inputs(TaskManifest m, List<TaskInput> inputs) {
        return new TaskManifest(
                m.type(),
                m.network(),
                m.task(),
                m.slot(),
                m.policy(),
                m.proposer(),
                m.payer(),
                m.purpose(),
                m.algorithm(),
                inputs,
                m.parties(),
                m.outputs(),
                m.limits(),
                m.terms(),
                m.trust(),
                m.bodyDigest());
    }

    static TaskManifest limits(TaskManifest m, Limits limits) {
        return new TaskManifest(
                m.type(),
                m.network(),
                m.task(),
                m.slot(),
                m.policy(),
                m.proposer(),
                m.payer(),
                m.purpose(),
                m.algorithm(),
                m.inputs(),
                m.parties(),
                m.outputs(),
                limits,
                m.terms(),
                m.trust(),
                m.bodyDigest());
    }

    static TaskInput columns(TaskInput i, String... columns) {
        return new TaskInput(i.name(), i.dataset(), i.version(), List.of(columns), i.sensitivity(), i.epsilonMicros());
    }

    static TaskInput sensitivity(TaskInput i, long sensitivity) {
        return new TaskInput(i.name(), i.dataset(), i.version(), i.columns(), sensitivity, i.epsilonMicros());
    }

    static TaskInput epsilon(TaskInput i, long epsilonMicros) {
        return new TaskInput(i.name(), i.dataset(), i.version(), i.columns(), i.sensitivity(), epsilonMicros);
    }
}
