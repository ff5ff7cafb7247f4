package io.datapact.mpc;

import io.datapact.compute.RunContext;
import io.datapact.protocols.replicated.Circuits;
import io.datapact.protocols.replicated.InnerProducts;
import io.datapact.protocols.replicated.SharedNumbers;
import io.datapact.protocols.replicated.SharedWords;
import io.datapact.protocols.replicated.Triad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts and sums of all groups on shares, and the minimum group on shares.
 *
 * <p>The owner of the groups shares for each row a vector of 0 and 1, the owners of columns share these; a count is the
 * sum of a vector, a sum the inner product of a vector and a column. A group is released where count - minimum is not
 * negative; the bits of its values are masked with that bit, so a suppressed group's values are zero before anybody
 * opens them, and that it is suppressed is all that is told of it.
 */
final class GroupSums {
    private static final int MOST_ROWS_A_BLOCK = 1 << 16;
    private static final int MOST_CELLS_A_BLOCK = 1 << 20;

    private final Triad triad;
    private final GroupByPlan plan;
    private final RunContext context;
    private final int groups;
    private final int sums;

    GroupSums(Triad triad, GroupByPlan plan, RunContext context) {
        this.triad = triad;
        this.plan = plan;
        this.context = context;
        groups = plan.groups();
        sums = plan.sums().size();
    }

    /**
     * Shares the rows block by block and adds up.
     *
     * @param rows common rows
     * @param input at an owner, its input
     * @param order at an owner, its common rows in the common order
     * @return counts of the groups, then {@code [groups][sums]}
     */
    SharedNumbers of(int rows, Optional<OwnInput> input, int[] order) {
        List<long[]> columns = input.stream()
                .flatMap(own -> own.numbers().stream())
                .map(column -> column.of(order))
                .toList();
        SharedNumbers counts = triad.zeros(groups);
        InnerProducts products = new InnerProducts(triad, groups * sums);
        int block = Math.clamp(MOST_CELLS_A_BLOCK / groups, 1, MOST_ROWS_A_BLOCK);
        for (int from = 0; from < rows; from += block) {
            context.cancellation().check();
            int at = from;
            int count = Math.min(block, rows - from);
            SharedNumbers vectors = input.flatMap(OwnInput::groups)
                    .map(own -> triad.share(own.oneHot(order, at, count)))
                    .orElseGet(() -> triad.shareOf(plan.groupOwner(), groups * count));
            counts = counts.plus(vectors.sums(groups));
            add(products, vectors, shareColumns(columns, from, count));
            context.progress().report("adding up groups", from + count, rows);
        }
        return counts.then(products.finish());
    }

    private List<SharedNumbers> shareColumns(List<long[]> own, int from, int count) {
        List<SharedNumbers> shared = new ArrayList<>(sums);
        int next = 0;
        for (GroupByPlan.Sum sum : plan.sums()) {
            shared.add(
                    sum.owner() == triad.index()
                            ? triad.share(Arrays.copyOfRange(own.get(next++), from, from + count))
                            : triad.shareOf(sum.owner(), count));
        }
        return shared;
    }

    private void add(InnerProducts products, SharedNumbers vectors, List<SharedNumbers> columns) {
        for (int group = 0; group < groups && sums > 0; group++) {
            int count = columns.getFirst().size();
            SharedNumbers vector = vectors.slice(group * count, count);
            for (int sum = 0; sum < sums; sum++) {
                products.add(group * sums + sum, vector, columns.get(sum));
            }
        }
    }

    /**
     * Compares, masks, and makes this party's output share.
     *
     * @param countsAndSums from {@link #of}
     * @param minimumGroup records, at least 1
     * @return share of: all ones for each group that is released, else zero; then {@code [groups][aggregates]}
     */
    long[] masked(SharedNumbers countsAndSums, long minimumGroup) {
        context.progress().report("comparing groups", 0, groups);
        Circuits circuits = new Circuits(triad);
        int[] places = plan.places();
        SharedNumbers above = countsAndSums.slice(0, groups).plus(-minimumGroup);
        SharedWords bits = circuits.bits(above.then(countsAndSums.pick(places)));
        SharedWords released = bits.slice(0, groups).topmostBits().not();
        int aggregates = places.length / groups;
        int[] groupOfPlace = new int[places.length];
        Arrays.setAll(groupOfPlace, place -> place / aggregates);
        SharedWords values = circuits.and(bits.slice(groups, places.length), released.pick(groupOfPlace));
        long[] share = circuits.outputShare(released.then(values));
        context.progress().report("comparing groups", groups, groups);
        return share;
    }
}
