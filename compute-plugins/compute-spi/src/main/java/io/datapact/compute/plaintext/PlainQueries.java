package io.datapact.compute.plaintext;

import io.datapact.compute.OutputTable;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.plaintext.GroupByParameters.Aggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on whole tables in the clear. */
final class PlainQueries {
    private PlainQueries() {}

    /** Keys that both tables have, sorted as text. */
    static OutputTable intersect(PlainTable left, PlainTable right, String key) {
        Map<String, List<Optional<String>>> others = right.byKey(key);
        List<List<String>> rows = left.byKey(key).keySet().stream()
                .filter(others::containsKey)
                .sorted()
                .map(List::of)
                .toList();
        return new OutputTable(List.of(key), rows);
    }

    /** One row a group, in the order of the parameters; groups below the minimum tell nothing but that they are. */
    static OutputTable groupBy(GroupByParameters parameters, PlainTable left, PlainTable right, long minimumGroup) {
        List<Joined> joined = join(parameters, left, right);
        List<String> header = new ArrayList<>();
        header.add(parameters.groupBy().column());
        parameters.aggregates().forEach(aggregate -> header.add(aggregate.name()));
        header.add("suppressed");
        List<List<String>> rows = new ArrayList<>();
        for (String value : parameters.groupBy().values()) {
            List<Joined> group = joined.stream()
                    .filter(row -> row.cell(
                                    parameters.groupBy().input(),
                                    parameters.groupBy().column())
                            .equals(Optional.of(value)))
                    .toList();
            rows.add(row(parameters, value, group, group.size() < minimumGroup));
        }
        return new OutputTable(header, rows);
    }

    private static List<String> row(
            GroupByParameters parameters, String value, List<Joined> group, boolean suppressed) {
        List<String> cells = new ArrayList<>();
        cells.add(value);
        for (Aggregate aggregate : parameters.aggregates()) {
            cells.add(suppressed ? "" : aggregate(aggregate, group));
        }
        cells.add(Boolean.toString(suppressed));
        return cells;
    }

    private static String aggregate(Aggregate aggregate, List<Joined> group) {
        if (aggregate.op().equals("count")) {
            return Integer.toString(group.size());
        }
        String input = aggregate.input().orElseThrow();
        String column = aggregate.column().orElseThrow();
        return group.stream()
                .map(row -> number(row.cell(input, column), column))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private static BigDecimal number(Optional<String> cell, String column) {
        String text = cell.orElseThrow(() -> RunFailedException.of(
                RunFailure.INPUT_REFUSED, "expected a value in each row of column " + column + ", found one missing"));
        return switch (text) {
            case "true" -> BigDecimal.ONE;
            case "false" -> BigDecimal.ZERO;
            default -> new BigDecimal(text);
        };
    }

    private static List<Joined> join(GroupByParameters parameters, PlainTable left, PlainTable right) {
        Map<String, List<Optional<String>>> others = right.byKey(parameters.key());
        List<Joined> joined = new ArrayList<>();
        left.byKey(parameters.key()).forEach((key, row) -> {
            if (others.containsKey(key)) {
                joined.add(new Joined(
                        Map.of(parameters.left(), left, parameters.right(), right),
                        Map.of(parameters.left(), row, parameters.right(), others.get(key))));
            }
        });
        return joined;
    }

    /** One row of the join. */
    private record Joined(Map<String, PlainTable> tables, Map<String, List<Optional<String>>> rows) {
        Optional<String> cell(String input, String column) {
            return rows.get(input).get(tables.get(input).indexOf(column));
        }
    }
}
