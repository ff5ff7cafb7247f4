package io.datapact.compute.plaintext;

import io.datapact.compute.Problem;
import io.datapact.compute.plaintext.GroupByParameters.Aggregate;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What can be wrong with a task's parameters, seen from the manifest alone. */
final class PlainCheck {
    private final TaskManifest manifest;
    private final List<Problem> problems = new ArrayList<>();

    PlainCheck(TaskManifest manifest) {
        this.manifest = manifest;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void shape() {
        expect(
                manifest.outputs().size() == 1,
                "manifest/outputs",
                "expected one output, found " + manifest.outputs().size());
        expect(
                manifest.parties().stream().anyMatch(party -> party.roles().contains("compute")),
                "manifest/parties",
                "expected a party with the role compute, found none");
    }

    void psi(PsiParameters parameters) {
        expect(
                manifest.inputs().size() == 2,
                "manifest/inputs",
                "expected two inputs, found " + manifest.inputs().size());
        for (TaskInput input : manifest.inputs()) {
            column("parameters/key", input.name().value(), parameters.key());
        }
    }

    void groupBy(GroupByParameters parameters) {
        expect(
                !parameters.left().equals(parameters.right()),
                "parameters/right",
                "expected another input than the left one, found the same");
        column("parameters/left", parameters.left(), parameters.key());
        column("parameters/right", parameters.right(), parameters.key());
        groupColumn(parameters);
        aggregates(parameters);
    }

    private void groupColumn(GroupByParameters parameters) {
        GroupByParameters.GroupColumn groups = parameters.groupBy();
        joined("parameters/groupBy/input", parameters, groups.input());
        column("parameters/groupBy/column", groups.input(), groups.column());
        int values = groups.values().size();
        expect(
                values >= 1 && values <= GroupByParameters.MOST_GROUPS,
                "parameters/groupBy/values",
                "expected 1 to 1,000 values, found " + values);
        expect(
                new HashSet<>(groups.values()).size() == values,
                "parameters/groupBy/values",
                "expected distinct values, found one twice");
        for (TaskOutput output : manifest.outputs()) {
            expect(
                    values <= output.maximumRows(),
                    "manifest/outputs",
                    "expected room for a row a group, found %d rows for %d groups"
                            .formatted(output.maximumRows(), values));
        }
    }

    private void aggregates(GroupByParameters parameters) {
        int count = parameters.aggregates().size();
        expect(
                count >= 1 && count <= GroupByParameters.MOST_AGGREGATES,
                "parameters/aggregates",
                "expected 1 to 32 aggregates, found " + count);
        HashSet<String> names =
                new HashSet<>(List.of("suppressed", parameters.groupBy().column()));
        for (int index = 0; index < count; index++) {
            Aggregate aggregate = parameters.aggregates().get(index);
            String where = "parameters/aggregates/" + index;
            expect(
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
            case "count" -> expect(unnamed, where, "expected no input and column for a count, found one");
            case "sum" -> {
                expect(named, where, "expected input and column for a sum, found one missing");
                aggregate.input().ifPresent(input -> {
                    joined(where + "/input", parameters, input);
                    aggregate.column().ifPresent(column -> column(where + "/column", input, column));
                });
            }
            default -> expect(false, where + "/op", "expected count or sum, found another");
        }
    }

    private void joined(String where, GroupByParameters parameters, String input) {
        expect(
                input.equals(parameters.left()) || input.equals(parameters.right()),
                where,
                "expected one of the two joined inputs, found another");
    }

    private void column(String where, String input, String column) {
        Optional<TaskInput> found = manifest.inputs().stream()
                .filter(each -> each.name().value().equals(input))
                .findFirst();
        if (found.isEmpty()) {
            expect(false, where, "expected the name of an input of the manifest, found another");
            return;
        }
        expect(
                found.get().columns().contains(column),
                where,
                "expected a column of the input %s that the manifest asks for, found another; add it to the manifest"
                        .formatted(input));
    }

    private void expect(boolean holds, String where, String sentence) {
        if (!holds) {
            problems.add(new Problem(where, sentence));
        }
    }
}
