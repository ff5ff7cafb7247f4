package io.datapact.compute.table;

import java.util.BitSet;

/** Which rows of a column batch have no value. */
public final class NullMask {
    /** No row is without a value. */
    public static final NullMask NONE = new NullMask(new BitSet());

    private final BitSet missing;

    private NullMask(BitSet missing) {
        this.missing = missing;
    }

    /** Marks the rows whose bit is set; copies. */
    public static NullMask of(BitSet missing) {
        return missing.isEmpty() ? NONE : new NullMask((BitSet) missing.clone());
    }

    /** Whether the row has no value. */
    public boolean isNull(int row) {
        return missing.get(row);
    }

    /** How many rows have no value. */
    public int count() {
        return missing.cardinality();
    }

    /** One more than the last row without a value; 0 if each row has one. */
    int span() {
        return missing.length();
    }
}
