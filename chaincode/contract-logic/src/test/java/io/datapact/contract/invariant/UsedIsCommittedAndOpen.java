package io.datapact.contract.invariant;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskInput;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is used of a lineage, in all and in each period, is what runs committed and what they still hold reserved: a start
 * reserves each input once, a return gives it back, nothing else moves it.
 */
public final class UsedIsCommittedAndOpen implements Invariant {
    private static final long DAY_MILLIS = 86_400_000L;

    private final SortedMap<String, Usage> used = new TreeMap<>();
    private final SortedMap<String, Long> periods = new TreeMap<>();

    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        switch (told.command()) {
            case RunCommand.StartRun start -> reserve(told, start.run());
            case RunCommand.ReturnReservation back -> giveBack(told, back);
            default -> {}
        }
        for (Change change : told.changes()) {
            if (change.is("used") && !change.after(Usage.class).equals(Optional.ofNullable(used.get(change.key())))) {
                return Optional.of(change.key() + " is " + change.after(Usage.class) + ", runs account for "
                        + used.get(change.key()));
            }
        }
        return Optional.empty();
    }

    private void reserve(Told told, RunId run) {
        Frame frame = told.need(MemberKeys.FRAME);
        Policy policy = told.need(MemberKeys.policy(frame.policy()));
        long period = told.time() / (policy.periods().days() * DAY_MILLIS);
        periods.put(run.toString(), period);
        for (TaskInput input : told.manifest(run.task()).inputs()) {
            add(told, input, period, 1);
        }
    }

    private void giveBack(Told told, RunCommand.ReturnReservation back) {
        for (TaskInput input : told.manifest(back.run().task()).inputs()) {
            if (input.name().equals(back.input())) {
                add(told, input, periods.get(back.run().toString()), -1);
            }
        }
    }

    private void add(Told told, TaskInput input, long period, long times) {
        Dataset dataset = told.need(DatasetKeys.dataset(input.dataset()));
        Usage more = new Usage(times, times * input.epsilonMicros());
        for (String key : new String[] {
            DatasetKeys.usage(dataset.lineageRoot()).path(),
            DatasetKeys.usage(dataset.lineageRoot(), period).path()
        }) {
            used.merge(key, more, (a, b) -> a.plus(b.uses(), b.epsilonMicros()));
        }
    }
}
