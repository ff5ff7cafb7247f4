package io.datapact.compute.plaintext;

import java.util.List;
import java.util.Optional;

/**
 * Parameters of {@code group-by}: join two inputs on a key, group by a column, aggregate.
 *
 * @param key column of both inputs, unique in each
 * @param left name of an input
 * @param right name of another input, of another owner
 * @param groupBy what to group by
 * @param aggregates what to tell of each group, names distinct
 */
public record GroupByParameters(
        String key, String left, String right, GroupColumn groupBy, List<Aggregate> aggregates) {
    /** Most values of the group column. */
    public static final int MOST_GROUPS = 1000;

    /** Most aggregates. */
    public static final int MOST_AGGREGATES = 32;

    /** Copies. */
    public GroupByParameters {
        aggregates = List.copyOf(aggregates);
    }

    /**
     * The column of the groups, and the values that have a group; rows with other values count to none.
     *
     * @param input name of the input that has the column
     * @param column its name
     * @param values 1 to 1,000, distinct, in the order of the result
     */
    public record GroupColumn(String input, String column, List<String> values) {
        /** Copies. */
        public GroupColumn {
            values = List.copyOf(values);
        }
    }

    /**
     * One number told of each group.
     *
     * @param name its column in the result
     * @param op {@code count} or {@code sum}
     * @param input for a sum: name of the input that has the column
     * @param column for a sum: a column of numbers or booleans (true counts 1)
     */
    public record Aggregate(String name, String op, Optional<String> input, Optional<String> column) {}
}
