package io.datapact.mpc;

import io.datapact.compute.plaintext.GroupByParameters;
import io.datapact.compute.plaintext.GroupByParameters.Aggregate;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;

/**
 * What all three parties know of a {@code group-by} beforehand.
 *
 * @param parameters of the task
 * @param left party that owns the left input
 * @param right party that owns the right input
 * @param sums the aggregates that are sums, in their order
 */
record GroupByPlan(GroupByParameters parameters, int left, int right, List<Sum> sums) {
    /**
     * A column to be added up.
     *
     * @param owner party that owns it
     */
    record Sum(int owner, String column) {}

    GroupByPlan {
        sums = List.copyOf(sums);
    }

    static GroupByPlan of(TaskManifest manifest, GroupByParameters parameters) {
        List<Sum> sums = new ArrayList<>();
        for (Aggregate aggregate : parameters.aggregates()) {
            if (isSum(aggregate)) {
                int owner = Owners.ownerOf(manifest, aggregate.input().orElseThrow());
                sums.add(new Sum(owner, aggregate.column().orElseThrow()));
            }
        }
        return new GroupByPlan(
                parameters,
                Owners.ownerOf(manifest, parameters.left()),
                Owners.ownerOf(manifest, parameters.right()),
                sums);
    }

    static boolean isSum(Aggregate aggregate) {
        return aggregate.op().equals("sum");
    }

    boolean isOwner(int party) {
        return party == left || party == right;
    }

    /** The other owner. */
    int otherOwner(int owner) {
        return left + right - owner;
    }

    /** The party without input. */
    int helper() {
        return 3 - left - right;
    }

    /** Name of an owner's input. */
    String input(int owner) {
        return owner == left ? parameters.left() : parameters.right();
    }

    /** Party that owns the column of the groups. */
    int groupOwner() {
        return parameters.groupBy().input().equals(parameters.left()) ? left : right;
    }

    int groups() {
        return parameters.groupBy().values().size();
    }

    /**
     * Where each released value stands among the counts of all groups followed by the sums, group by group.
     *
     * @return {@code [groups * aggregates]}
     */
    int[] places() {
        int[] places = new int[groups() * parameters.aggregates().size()];
        int at = 0;
        for (int group = 0; group < groups(); group++) {
            int sum = 0;
            for (Aggregate aggregate : parameters.aggregates()) {
                places[at++] = isSum(aggregate) ? groups() + group * sums.size() + sum++ : group;
            }
        }
        return places;
    }
}
