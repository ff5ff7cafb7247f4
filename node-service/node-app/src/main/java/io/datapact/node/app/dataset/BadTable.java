package io.datapact.node.app.dataset;

import io.datapact.node.app.web.Problem;
import io.datapact.node.table.TableProblem;
import java.util.List;

/**
 * A problem (RFC 9457) with a table's file; nothing of it was kept.
 *
 * @param problems the first ones; none holds a value of the table
 */
record BadTable(
        String type,
        String title,
        long status,
        String code,
        String expected,
        String found,
        String action,
        String detail,
        List<TableProblem> problems) {
    static BadTable of(List<TableProblem> problems) {
        return new BadTable(
                Problem.TYPE,
                "The content does not fit",
                422,
                "TABLE_REFUSED",
                "every row as the schema has it",
                problems.size() + " problems or more",
                "mend the file and send the version again",
                problems.isEmpty() ? "" : problems.getFirst().sentence(),
                problems);
    }
}
