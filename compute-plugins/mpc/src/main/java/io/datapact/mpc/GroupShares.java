package io.datapact.mpc;

import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.plaintext.GroupByParameters;
import io.datapact.compute.plaintext.GroupByParameters.Aggregate;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Output shares of {@code group-by}: a byte 1, the scale of each sum in a byte, and big-endian words whose exclusive or
 * over the three parties is: for each group all ones if it is released, else zero; then the aggregates, group by group.
 */
final class GroupShares {
    private static final byte KIND = 1;
    private static final int PARTIES = 3;
    private static final int HIGHEST_SCALE = 9;
    private static final long RELEASED = -1;

    private GroupShares() {}

    static byte[] encode(List<Integer> scales, long[] words) {
        ByteBuffer out = ByteBuffer.allocate(1 + scales.size() + words.length * Long.BYTES)
                .put(KIND);
        scales.forEach(scale -> out.put(scale.byteValue()));
        out.asLongBuffer().put(words);
        return out.array();
    }

    /**
     * The table that three shares make: a row a group in the order of the parameters, with empty cells where the group
     * is suppressed.
     *
     * @throws RunFailedException OUTPUT_CHECK where the shares are not such shares or do not fit together
     */
    static OutputTable open(GroupByParameters parameters, List<OutputShare> shares) {
        int groups = parameters.groupBy().values().size();
        int aggregates = parameters.aggregates().size();
        int sums = Math.toIntExact(
                parameters.aggregates().stream().filter(GroupByPlan::isSum).count());
        int head = 1 + sums;
        if (shares.size() != PARTIES) {
            throw broken("the shares of three parties, found " + shares.size());
        }
        byte[] first = shares.getFirst().bytes();
        long[] words = new long[groups * (1 + aggregates)];
        for (OutputShare share : shares) {
            byte[] bytes = share.bytes();
            if (bytes.length != head + words.length * Long.BYTES
                    || bytes[0] != KIND
                    || !Arrays.equals(bytes, 0, head, first, 0, head)) {
                throw broken("three shares of %d groups and %d aggregates with equal beginnings, found others"
                        .formatted(groups, aggregates));
            }
            ByteBuffer in = ByteBuffer.wrap(bytes, head, bytes.length - head);
            Arrays.setAll(words, i -> words[i] ^ in.getLong());
        }
        List<List<String>> rows = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int from = groups + group * aggregates;
            rows.add(row(parameters, group, words[group], Arrays.copyOfRange(words, from, from + aggregates), first));
        }
        return new OutputTable(header(parameters), rows);
    }

    private static List<String> header(GroupByParameters parameters) {
        List<String> header = new ArrayList<>();
        header.add(parameters.groupBy().column());
        parameters.aggregates().forEach(aggregate -> header.add(aggregate.name()));
        header.add("suppressed");
        return header;
    }

    private static List<String> row(
            GroupByParameters parameters, int group, long released, long[] values, byte[] share) {
        boolean nothing = Arrays.stream(values).allMatch(value -> value == 0);
        if (released != RELEASED && (released != 0 || !nothing)) {
            throw broken("shares that open to a released or an empty group, found neither; they are not of one run");
        }
        List<String> cells = new ArrayList<>();
        cells.add(parameters.groupBy().values().get(group));
        int sum = 0;
        for (int i = 0; i < values.length; i++) {
            Aggregate aggregate = parameters.aggregates().get(i);
            int scale = GroupByPlan.isSum(aggregate) ? scale(share[1 + sum++]) : 0;
            cells.add(
                    released == RELEASED ? BigDecimal.valueOf(values[i], scale).toPlainString() : "");
        }
        cells.add(Boolean.toString(released != RELEASED));
        return cells;
    }

    private static int scale(byte scale) {
        if (scale < 0 || scale > HIGHEST_SCALE) {
            throw broken("scales of 0 to 9, found " + scale);
        }
        return scale;
    }

    private static RunFailedException broken(String expected) {
        return RunFailedException.of(RunFailure.OUTPUT_CHECK, "expected " + expected + "; the shares are not usable");
    }
}
