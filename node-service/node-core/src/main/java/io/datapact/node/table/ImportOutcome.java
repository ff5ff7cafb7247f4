package io.datapact.node.table;

import java.util.List;

/** What reading a table's file comes to: all rows, or none. */
public sealed interface ImportOutcome<T> {
    /** Every row fits. */
    record Imported<T>(T table) implements ImportOutcome<T> {}

    /**
     * Nothing was taken.
     *
     * @param problems the first of them, at most {@link TableImport#MAXIMUM_PROBLEMS}
     */
    record Refused<T>(List<TableProblem> problems) implements ImportOutcome<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
