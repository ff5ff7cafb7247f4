package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What a start charges to the standing approvals that its slots name, each once. Made when all slots stand. */
final class StandingBudgets {
    private final SortedMap<StandingId, StandingCaps> charged = new TreeMap<>();
    private final long period;

    /** STANDING_EXCEEDED with the first one whose caps do not suffice, in order of the members and their slots. */
    StandingBudgets(RuleContext context, TaskManifest manifest, List<MemberId> members, long period) {
        this.period = period;
        long slots = Slots.each(context.reader(), manifest);
        for (MemberId member : members) {
            LongStream.rangeClosed(Slots.FIRST, slots)
                    .mapToObj(slot -> TaskKeys.approval(manifest.task(), member, slot))
                    .flatMap(key -> context.read(key).flatMap(Approval::standing).stream())
                    .filter(standing -> !charged.containsKey(standing))
                    .forEach(standing -> add(context, manifest, standing));
        }
    }

    private void add(RuleContext context, TaskManifest manifest, StandingId id) {
        StandingApproval standing = context.need(TaskKeys.standing(id), Reason.APPROVAL_REVOKED, id);
        StandingCaps spent = context.read(TaskKeys.standingUsed(id, period)).orElse(StandingCaps.NONE);
        long epsilonMicros = StandingChecks.ownEpsilon(manifest, id.member());
        long price = manifest.terms().price();
        boolean left = standing.template().perPeriod().covers(spent, epsilonMicros, price);
        RefusedException.require(left, Reason.STANDING_EXCEEDED, id);
        charged.put(id, spent.plus(epsilonMicros, price));
    }

    /** Writes what the standing approvals have cost. */
    void charge(RuleContext context) {
        charged.forEach((id, spent) -> context.put(TaskKeys.standingUsed(id, period), spent));
    }
}
