package io.datapact.node.run;

import io.datapact.compute.OutputPart;
import io.datapact.compute.OutputTable;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.RunResult;
import io.datapact.contract.id.Code;
import io.datapact.contract.task.TaskOutput;
import java.util.List;
import java.util.Optional;

/**
 * What must hold before an output leaves a party, and again when a recipient opens it. The smallest group is checked
 * inside the protocol, where counts are; here a party only sees to it that its plugin says so.
 */
final class OutputChecks {
    static final Code MINIMUM_GROUP = new Code("minimum-group");
    static final Code MAXIMUM_ROWS = new Code("maximum-rows");

    /** Name of the column that holds the size of a group, in results that have groups. */
    private static final String COUNT = "count";

    private OutputChecks() {}

    /**
     * Checks what a plugin returned.
     *
     * @return the checks made, sorted
     * @throws RunFailedException OUTPUT_CHECK
     */
    static List<Code> before(RunFacts facts, RunResult result) {
        if (result.outputs().size() != facts.manifest().outputs().size()) {
            throw failed("expected " + facts.manifest().outputs().size() + " outputs of the plugin, found "
                    + result.outputs().size());
        }
        for (TaskOutput output : facts.manifest().outputs()) {
            check(facts, output, part(result, output));
        }
        return List.of(MAXIMUM_ROWS, MINIMUM_GROUP);
    }

    /** The part of an output. */
    static OutputPart part(RunResult result, TaskOutput output) {
        return Optional.ofNullable(result.outputs().get(output.name().value()))
                .orElseThrow(() -> failed("expected output " + output.name() + " of the plugin, found none"));
    }

    private static void check(RunFacts facts, TaskOutput output, OutputPart part) {
        if (part.share().party() != facts.index()) {
            throw failed("expected this party's own share of " + output.name() + ", found another's");
        }
        if (part.rowBound() > output.maximumRows()) {
            throw failed("expected at most " + output.maximumRows() + " rows of " + output.name() + ", found "
                    + part.rowBound());
        }
        if (output.minimumGroup() > 1 && !part.checks().contains(MINIMUM_GROUP)) {
            throw failed("expected the protocol to check groups of " + output.name() + " for " + output.minimumGroup()
                    + " members, found that it did not");
        }
    }

    /**
     * Checks an opened result.
     *
     * @throws RunFailedException OUTPUT_CHECK
     */
    static void opened(TaskOutput output, OutputTable table) {
        if (table.rows().size() > output.maximumRows()) {
            throw failed("expected at most " + output.maximumRows() + " rows of " + output.name() + ", found "
                    + table.rows().size());
        }
        int count = table.header().indexOf(COUNT);
        for (List<String> row : count < 0 ? List.<List<String>>of() : table.rows()) {
            String cell = row.get(count);
            if (cell.matches("[0-9]{1,18}") && Long.parseLong(cell) < output.minimumGroup()) {
                throw failed("expected groups of at least " + output.minimumGroup() + " in " + output.name()
                        + ", found a smaller one");
            }
        }
    }

    private static RunFailedException failed(String message) {
        return RunFailedException.of(RunFailure.OUTPUT_CHECK, message);
    }
}
