package io.datapact.mpc;

import io.datapact.compute.Problem;
import io.datapact.compute.plaintext.GroupByParameters;
import io.datapact.compute.plaintext.GroupByParameters.Aggregate;
import io.datapact.compute.plaintext.GroupByParameters.GroupColumn;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can be wrong with a task of {@code group-by}, seen from manifest and parameters alone. */
final class GroupByCheck {
    private final TaskManifest manifest;
    private final Findings findings;

    GroupByCheck(TaskManifest manifest) {
        this.manifest = manifest;
        this.findings = new Findings(manifest);
    }

    List<Problem> problems(GroupByParameters parameters) {
        findings.parties(3);
        helper();
        output(parameters.groupBy().values().size());
        findings.expect(
                !parameters.left().equals(parameters.right()),
                "parameters/right",
                "expected another input than the left one, found the same");
        findings.column("parameters/left", parameters.left(), parameters.key());
        findings.column("parameters/right", parameters.right(), parameters.key());
        groups(parameters);
        aggregates(parameters);
        return findings.problems();
    }

    private void helper() {
        for (Party party : manifest.parties()) {
            boolean owner = manifest.inputs().stream()
                    .anyMatch(input ->
                            input.dataset().member().equals(party.node().member()));
            findings.expect(
                    owner || party.roles().contains("compute"),
                    "manifest/parties/" + party.index(),
                    "expected the role compute of the party that owns no input, found it missing; add the role");
        }
    }

    private void output(int groups) {
        int outputs = manifest.outputs().size();
        findings.expect(outputs == 1, "manifest/outputs", "expected one output, found " + outputs);
        for (TaskOutput output : manifest.outputs()) {
            findings.expect(
                    output.minimumGroup() >= 2,
                    "manifest/outputs/" + output.name(),
                    "expected a minimum group of at least 2, found 1, which suppresses nothing; raise it");
            findings.expect(
                    groups <= output.maximumRows(),
                    "manifest/outputs/" + output.name(),
                    "expected room for a row a group, found %d rows for %d groups; raise maximumRows or list fewer values"
                            .formatted(output.maximumRows(), groups));
        }
    }

    private void groups(GroupByParameters parameters) {
        GroupColumn groups = parameters.groupBy();
        joined("parameters/groupBy/input", parameters, groups.input());
        findings.column("parameters/groupBy/column", groups.input(), groups.column());
        int values = groups.values().size();
        findings.expect(
                values >= 1 && values <= GroupByParameters.MOST_GROUPS,
                "parameters/groupBy/values",
                "expected 1 to 1,000 values, found %d; list the values that shall have a group".formatted(values));
        findings.expect(
                new HashSet<>(groups.values()).size() == values,
                "parameters/groupBy/values",
                "expected distinct values, found one twice; remove it");
    }

    private void aggregates(GroupByParameters parameters) {
        int count = parameters.aggregates().size();
        findings.expect(
                count >= 1 && count <= GroupByParameters.MOST_AGGREGATES,
                "parameters/aggregates",
                "expected 1 to 32 aggregates, found " + count);
        Set<String> names =
                new HashSet<>(List.of("suppressed", parameters.groupBy().column()));
        for (int i = 0; i < count; i++) {
            Aggregate aggregate = parameters.aggregates().get(i);
            String where = "parameters/aggregates/" + i;
            findings.expect(
                    aggregate.name().matches("[a-z][a-z0-9_]{0,63}") && names.add(aggregate.name()),
                    where + "/name",
                    "expected a name of a-z, 0-9 and _ that no other column of the result has, found another");
            aggregate(where, parameters, aggregate);
        }
    }

    private void aggregate(String where, GroupByParameters parameters, Aggregate aggregate) {
        boolean named = aggregate.input().isPresent() && aggregate.column().isPresent();
        boolean unnamed = aggregate.input().isEmpty() && aggregate.column().isEmpty();
        switch (aggregate.op()) {
            case "count" ->
                findings.expect(unnamed, where, "expected neither input nor column for a count, found one; remove it");
            case "sum" -> {
                findings.expect(named, where, "expected input and column for a sum, found one missing; add it");
                aggregate.input().ifPresent(input -> joined(where + "/input", parameters, input));
                if (named) {
                    findings.column(
                            where + "/column",
                            aggregate.input().get(),
                            aggregate.column().get());
                }
            }
            default -> findings.expect(false, where + "/op", "expected count or sum, found " + aggregate.op());
        }
    }

    private void joined(String where, GroupByParameters parameters, String input) {
        findings.expect(
                input.equals(parameters.left()) || input.equals(parameters.right()),
                where,
                "expected one of the two joined inputs, found " + input);
    }
}
