package io.datapact.mpc;

import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.ColumnBuilder;
import io.datapact.contract.dataset.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The group of each row: the place of its value in the public list. A missing or unlisted value has none. */
final class GroupOfRow implements KeptColumn {
    private static final int NONE = -1;

    private final Column column;
    private final int index;
    private final Map<String, Integer> groupOfValue = new HashMap<>();
    private final int[] groups;
    private int rows;

    GroupOfRow(TableSource source, String name, List<String> values) {
        index = KeptColumn.index(source, name);
        column = source.columns().get(index);
        for (int i = 0; i < values.size(); i++) {
            groupOfValue.put(values.get(i), i);
        }
        groups = new int[Math.toIntExact(source.rowCount())];
    }

    @Override
    public void add(ColumnBatch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            Optional<String> value = ColumnBuilder.text(column, batch.columns().get(index), row);
            groups[rows++] =
                    value.map(text -> groupOfValue.getOrDefault(text, NONE)).orElse(NONE);
        }
    }

    /**
     * One-hot vectors of rows {@code from} to {@code from + count - 1} of the order, one group after the other.
     *
     * @param order own rows
     * @return {@code [groups * count]} of 0 and 1
     */
    long[] oneHot(int[] order, int from, int count) {
        long[] out = new long[groupOfValue.size() * count];
        for (int i = 0; i < count; i++) {
            int group = groups[order[from + i]];
            if (group != NONE) {
                out[group * count + i] = 1;
            }
        }
        return out;
    }
}
