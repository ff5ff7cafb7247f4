package io.datapact.mpc;

import io.datapact.compute.RunContext;
import io.datapact.compute.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An owner's input of a {@code group-by}, read. */
final class OwnInput {
    private final List<byte[]> keys;
    private final List<NumberColumn> numbers;
    private final Optional<GroupOfRow> groups;

    private OwnInput(List<byte[]> keys, List<NumberColumn> numbers, Optional<GroupOfRow> groups) {
        this.keys = keys;
        this.numbers = numbers;
        this.groups = groups;
    }

    static OwnInput read(RunContext context, GroupByPlan plan) {
        int here = context.partyIndex();
        TableSource source = OwnKeys.bounded(context.input(plan.input(here)));
        List<NumberColumn> numbers = plan.sums().stream()
                .filter(sum -> sum.owner() == here)
                .map(sum -> new NumberColumn(source, sum.column()))
                .toList();
        Optional<GroupOfRow> groups = plan.groupOwner() == here
                ? Optional.of(new GroupOfRow(
                        source,
                        plan.parameters().groupBy().column(),
                        plan.parameters().groupBy().values()))
                : Optional.empty();
        List<KeptColumn> kept = new ArrayList<>(numbers);
        groups.ifPresent(kept::add);
        return new OwnInput(OwnKeys.read(context, source, plan.parameters().key(), kept), numbers, groups);
    }

    List<byte[]> keys() {
        return keys;
    }

    /** Columns to be added up, in the order of the plan's sums of this owner. */
    List<NumberColumn> numbers() {
        return numbers;
    }

    /** The groups, at their owner. */
    Optional<GroupOfRow> groups() {
        return groups;
    }
}
