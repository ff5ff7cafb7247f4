package io.datapact.node.run;

import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Revocation;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import java.util.List;
import java.util.Optional;

/** Records of the ledger with one thing changed. */
final class Altered {
    private Altered() {}

    static Approval revoked(Approval a) {
        return new Approval(a.seq() + 1, ApprovalStatus.REVOKED, a.certificate(), a.handle(), a.standsUntil());
    }

    static Approval expired(Approval a, long at) {
        return new Approval(a.seq(), a.status(), a.certificate(), a.handle(), at - 1);
    }

    static Member suspended(Member m) {
        return new Member(m.member(), m.kinds(), MemberStatus.SUSPENDED, m.leavingSince(), m.roots());
    }

    static Certificate withdrawn(Certificate c) {
        Revocation revocation = new Revocation("key-compromise", 1, 1);
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
                Optional.of(revocation));
    }

    static Certificate times(Certificate c, long notBefore, long notAfter, long effectiveFrom) {
        return new Certificate(
                c.digest(),
                c.member(),
                c.handle(),
                c.role(),
                c.chain(),
                c.spki(),
                notBefore,
                notAfter,
                effectiveFrom,
                c.revoked());
    }

    static Certificate role(Certificate c, Role role) {
        return new Certificate(
                c.digest(),
                c.member(),
                c.handle(),
                role,
                c.chain(),
                c.spki(),
                c.notBefore(),
                c.notAfter(),
                c.effectiveFrom(),
                c.revoked());
    }

    static Certificate member(Certificate c, String member) {
        return new Certificate(
                c.digest(),
                new MemberId(member),
                c.handle(),
                c.role(),
                c.chain(),
                c.spki(),
                c.notBefore(),
                c.notAfter(),
                c.effectiveFrom(),
                c.revoked());
    }

    static Algorithm plugin(Algorithm a, Digest plugin, Digest descriptor) {
        return new Algorithm(
                a.algorithm(),
                a.version(),
                a.plugin(),
                plugin,
                descriptor,
                a.operations(),
                a.trustModel(),
                a.fairness(),
                a.simulated(),
                a.retired());
    }

    static Run run(Run r, Digest manifestDigest, List<PartyNode> parties) {
        return new Run(
                r.run(), manifestDigest, parties, r.started(), r.deadline(), r.rulesVersion(), r.policy(), r.period());
    }
}
