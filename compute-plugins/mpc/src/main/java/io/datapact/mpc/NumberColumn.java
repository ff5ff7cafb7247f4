package io.datapact.mpc;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.LongVector;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import java.util.BitSet;

/** A column to be added up: integers, unscaled decimals, booleans as 0 and 1. */
final class NumberColumn implements KeptColumn {
    private final Column column;
    private final int index;
    private final long[] values;
    private final BitSet missing = new BitSet();
    private int rows;

    NumberColumn(TableSource source, String name) {
        index = KeptColumn.index(source, name);
        column = source.columns().get(index);
        if (column.type() == ColumnType.TEXT || column.type() == ColumnType.DATE) {
            throw RunFailedException.of(
                    RunFailure.INPUT_REFUSED,
                    "expected numbers or booleans in column %s, found %s; sum another column"
                            .formatted(name, column.type()));
        }
        values = new long[Math.toIntExact(source.rowCount())];
    }

    /** Digits after the decimal point. */
    int scale() {
        return Math.toIntExact(column.scale());
    }

    @Override
    public void add(ColumnBatch batch) {
        LongVector vector = batch.longs(index);
        System.arraycopy(vector.values(), 0, values, rows, batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            if (vector.nulls().isNull(row)) {
                missing.set(rows + row);
            }
        }
        rows += batch.rows();
    }

    /**
     * Values of these rows, in this order.
     *
     * @throws RunFailedException INPUT_REFUSED if one is missing or their absolute values add up to more than 2^63 - 1
     */
    long[] of(int[] chosen) {
        long[] out = new long[chosen.length];
        long total = 0;
        try {
            for (int i = 0; i < chosen.length; i++) {
                if (missing.get(chosen[i])) {
                    throw RunFailedException.of(
                            RunFailure.INPUT_REFUSED,
                            "expected a value in each common row of column %s, found one missing; fill or remove it"
                                    .formatted(column.name()));
                }
                out[i] = values[chosen[i]];
                total = Math.addExact(total, Math.absExact(out[i]));
            }
        } catch (ArithmeticException e) {
            throw RunFailedException.of(
                            RunFailure.INPUT_REFUSED,
                            "expected values of column %s whose sum stays within 64 bits, found larger ones; scale them down"
                                    .formatted(column.name()))
                    .because(e);
        }
        return out;
    }
}
