package io.datapact.contract.invariant;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import java.util.Optional;

/** After a start, what is used stays within the caps of each input's terms and of each standing approval charged. */
public final class UsesWithinCaps implements Invariant {
    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted() || !(told.command() instanceof RunCommand.StartRun start)) {
            return Optional.empty();
        }
        Frame frame = told.need(MemberKeys.FRAME);
        Policy policy = told.need(MemberKeys.policy(frame.policy()));
        long period = told.time() / (policy.periods().days() * 86_400_000L);
        for (TaskInput input : told.manifest(start.run().task()).inputs()) {
            if (!isWithin(told, input, period)) {
                return Optional.of("more uses of " + input.dataset() + " than its terms allow");
            }
        }
        for (Change change : told.changes()) {
            if (change.is("standing-used") && !isCovered(told, change)) {
                return Optional.of("more cost than the caps allow: " + change.key());
            }
        }
        return Optional.empty();
    }

    private static boolean isWithin(Told told, TaskInput input, long period) {
        Dataset dataset = told.need(DatasetKeys.dataset(input.dataset()));
        Usage total = told.after(DatasetKeys.usage(dataset.lineageRoot())).orElse(Usage.NONE);
        Usage inPeriod =
                told.after(DatasetKeys.usage(dataset.lineageRoot(), period)).orElse(Usage.NONE);
        return isWithin(total, inPeriod, input, terms(told, input, input.version()))
                && isWithin(total, inPeriod, input, terms(told, input, dataset.newest()));
    }

    private static Terms terms(Told told, TaskInput input, long version) {
        return told.need(DatasetKeys.version(input.dataset(), version)).terms();
    }

    private static boolean isWithin(Usage total, Usage inPeriod, TaskInput input, Terms terms) {
        boolean uses = total.uses() <= terms.uses() && inPeriod.uses() <= terms.usesPerPeriod();
        boolean epsilon = total.epsilonMicros() <= terms.epsilonMicros()
                && inPeriod.epsilonMicros() <= terms.epsilonMicrosPerPeriod();
        return uses && (epsilon || input.epsilonMicros() == 0);
    }

    private static boolean isCovered(Told told, Change change) {
        StandingId id = new StandingId(change.segment(1) + "/" + change.segment(2));
        StandingApproval standing = told.need(TaskKeys.standing(id));
        StandingCaps caps = standing.template().perPeriod();
        StandingCaps spent = change.after(StandingCaps.class).orElseThrow();
        return spent.runs() <= caps.runs()
                && spent.epsilonMicros() <= caps.epsilonMicros()
                && spent.price() <= caps.price();
    }
}
