package io.datapact.contract.invariant;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run starts only while all slots of the policy that its task names stand, with one person in one slot; an entry of a
 * slot is its member's own and numbered next.
 */
public final class ApprovalsStand implements Invariant {
    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        for (Change change : told.changes()) {
            if (change.is("approval")) {
                Optional<String> fault = entry(told, change);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return told.command() instanceof RunCommand.StartRun start
                ? start(told, told.need(TaskKeys.task(start.run().task())))
                : Optional.empty();
    }

    private static Optional<String> entry(Told told, Change change) {
        Approval entry = change.after(Approval.class).orElseThrow();
        long last = change.before(Approval.class).map(Approval::seq).orElse(0L);
        boolean own = change.segment(3).equals(told.member().value())
                && entry.certificate().equals(told.certificate());
        return Invariant.unless(entry.seq() == last + 1 && own, "an entry out of order, or another's: " + change.key());
    }

    private static Optional<String> start(Told told, Task task) {
        Policy policy = told.need(MemberKeys.policy(task.manifest().policy()));
        Certificate proposer = told.need(MemberKeys.certificate(task.proposerCertificate()));
        for (MemberId member : Needed.members(task.manifest(), policy)) {
            List<Approval> entries = new ArrayList<>();
            for (long slot = 1; slot <= Needed.slots(policy); slot++) {
                told.read(TaskKeys.approval(task.manifest().task(), member, slot))
                        .filter(entry -> stands(told, entry, member, policy))
                        .ifPresent(entries::add);
            }
            if (entries.size() < Needed.slots(policy) || !differ(told, entries, proposer)) {
                return Optional.of("a start without the approval of " + member);
            }
        }
        return Optional.empty();
    }

    private static boolean stands(Told told, Approval entry, MemberId member, Policy policy) {
        Member owner = told.need(MemberKeys.member(member));
        boolean active =
                owner.status() == MemberStatus.ACTIVE && owner.leavingSince().isEmpty();
        boolean granted = entry.standing()
                .map(id -> granted(told, told.need(TaskKeys.standing(id)), policy))
                .orElse(true);
        return entry.status() == ApprovalStatus.APPROVED
                && told.time() <= entry.standsUntil()
                && active
                && unrevoked(told, entry.certificate())
                && granted;
    }

    private static boolean granted(Told told, StandingApproval standing, Policy policy) {
        long people = standing.grants().stream()
                .filter(grant -> unrevoked(told, grant))
                .distinct()
                .count();
        return standing.ended().isEmpty() && people >= Needed.slots(policy);
    }

    private static boolean unrevoked(Told told, Digest certificate) {
        return told.need(MemberKeys.certificate(certificate)).revoked().isEmpty();
    }

    /** Under four-eyes, two people who are not the proposer, or a standing approval of both slots. */
    private static boolean differ(Told told, List<Approval> entries, Certificate proposer) {
        if (entries.size() < 2
                || entries.stream().allMatch(entry -> entry.standing().isPresent())) {
            return true;
        }
        boolean proposed = entries.stream()
                .map(entry -> told.need(MemberKeys.certificate(entry.certificate())))
                .anyMatch(known -> known.member().equals(proposer.member())
                        && known.handle().equals(proposer.handle()));
        return !proposed
                && !entries.get(0).handle().equals(entries.get(1).handle())
                && !entries.get(0).certificate().equals(entries.get(1).certificate());
    }
}
