package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Whether approvals stand: contract.md section 3. */
final class Approvals {
    /** What keeps an approval from standing, in the reasons' precedence. */
    private static final List<Reason> REASONS =
            List.of(Reason.APPROVAL_MISSING, Reason.APPROVAL_EXPIRED, Reason.APPROVAL_REVOKED);

    private Approvals() {}

    /** Refuses unless all of the members' slots stand; names the first member of the reason that goes first. */
    static void requireAll(StateReader reader, TaskManifest manifest, List<MemberId> members, long t) {
        Map<Reason, MemberId> first = new EnumMap<>(Reason.class);
        for (MemberId member : members) {
            lacks(reader, manifest, member, t).forEach(reason -> first.putIfAbsent(reason, member));
        }
        for (Reason reason : REASONS) {
            require(!first.containsKey(reason), reason, String.valueOf(first.get(reason)));
        }
    }

    /** Whether all of the members' slots stand. */
    static boolean allStand(StateReader reader, TaskManifest manifest, List<MemberId> members, long t) {
        return members.stream()
                .allMatch(member -> lacks(reader, manifest, member, t).isEmpty());
    }

    /** Why a member's slots do not stand at a time, slot by slot; nothing where all do. */
    private static List<Reason> lacks(StateReader reader, TaskManifest manifest, MemberId member, long t) {
        long slots = Slots.each(reader, manifest);
        return LongStream.rangeClosed(Slots.FIRST, slots)
                .mapToObj(slot -> reader.read(TaskKeys.approval(manifest.task(), member, slot)))
                .flatMap(entry -> lack(reader, entry, member, slots, t).stream())
                .toList();
    }

    private static Optional<Reason> lack(
            StateReader reader, Optional<Approval> slot, MemberId member, long people, long t) {
        if (slot.isEmpty()) {
            return Optional.of(Reason.APPROVAL_MISSING);
        }
        Approval approval = slot.get();
        if (approval.status() == ApprovalStatus.APPROVED && t > approval.standsUntil()) {
            return Optional.of(Reason.APPROVAL_EXPIRED);
        }
        boolean granted = approval.standing()
                .map(standing -> StandingRules.stands(reader, standing, people))
                .orElse(true);
        boolean stands = approval.status() == ApprovalStatus.APPROVED && granted && trusted(reader, member, approval);
        return stands ? Optional.empty() : Optional.of(Reason.APPROVAL_REVOKED);
    }

    private static boolean trusted(StateReader reader, MemberId member, Approval approval) {
        boolean unrevoked = reader.read(MemberKeys.certificate(approval.certificate()))
                .filter(certificate -> certificate.revoked().isEmpty())
                .isPresent();
        return unrevoked && CommonConditions.isActive(reader, member);
    }
}
