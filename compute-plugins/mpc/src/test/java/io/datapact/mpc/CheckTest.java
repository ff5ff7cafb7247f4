package io.datapact.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.compute.Problem;
import io.datapact.compute.RunFailure;
import io.datapact.compute.testing.ManifestBuilder;
import io.datapact.compute.testing.PluginRun;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found in a task before anybody signs it. */
class CheckTest {
    private final MpcStatisticsPlugin statistics = new MpcStatisticsPlugin();
    private final MpcPsiPlugin psi = new MpcPsiPlugin();

    private List<Problem> check(TaskManifest manifest, String parameters) {
        return statistics.check(manifest, Tables.json(parameters));
    }

    private void assertProblem(String from, String to, String where, String words) {
        assertThat(Tables.GROUP_BY).contains(from);
        assertProblem(check(Tables.groupByManifest().build(), Tables.GROUP_BY.replace(from, to)), where, words);
    }

    private static void assertProblem(List<Problem> problems, String where, String words) {
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.where()).isEqualTo(where);
            assertThat(problem.sentence()).startsWith("expected").contains(words);
        });
    }

    @Test
    void good_tasks_have_no_problems() {
        assertThat(check(Tables.groupByManifest().build(), Tables.GROUP_BY)).isEmpty();
        assertThat(psi.check(Tables.psiManifest().build(), Tables.json("{\"key\":\"id\"}")))
                .isEmpty();
    }

    @Test
    void columns_and_inputs_that_are_not_asked_for_are_named() {
        assertProblem("\"column\":\"amount\"", "\"column\":\"income\"", "parameters/aggregates/2/column", "income");
        assertProblem("\"column\":\"segment\"", "\"column\":\"city\"", "parameters/groupBy/column", "city");
        assertProblem("\"key\":\"id\"", "\"key\":\"ssn\"", "parameters/left", "ssn");
        assertProblem("\"left\":\"loans\"", "\"left\":\"cards\"", "parameters/left", "cards");
        assertProblem("\"right\":\"subscribers\"", "\"right\":\"loans\"", "parameters/right", "another input");
        assertProblem(
                "\"segment\",\"input\":\"subscribers\"",
                "\"segment\",\"input\":\"cards\"",
                "parameters/groupBy/input",
                "joined inputs");
    }

    @Test
    void aggregates_that_cannot_be_computed_are_named() {
        assertProblem("\"op\":\"count\"", "\"op\":\"median\"", "parameters/aggregates/0/op", "median");
        assertProblem("\"name\":\"defaults\"", "\"name\":\"count\"", "parameters/aggregates/1/name", "no other column");
        assertProblem("\"name\":\"defaults\"", "\"name\":\"No\"", "parameters/aggregates/1/name", "a-z");
        assertProblem(
                "{\"name\":\"count\",\"op\":\"count\"}",
                "{\"name\":\"n\",\"op\":\"sum\"}",
                "parameters/aggregates/0",
                "sum");
        assertProblem(
                "{\"name\":\"count\",\"op\":\"count\"}",
                "{\"column\":\"amount\",\"input\":\"loans\",\"name\":\"n\",\"op\":\"count\"}",
                "parameters/aggregates/0",
                "neither");
    }

    @Test
    void group_values_that_are_none_or_too_many_or_repeated_are_refused() {
        String values = "[\"prepaid\",\"postpaid\",\"corporate\"]";
        assertProblem(values, "[]", "parameters/groupBy/values", "found 0");
        assertProblem(values, "[\"a\",\"a\"]", "parameters/groupBy/values", "distinct");
        String many = IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> "\"v" + i + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        assertProblem(values, many, "parameters/groupBy/values", "found 1001");
        assertProblem(values, many, "manifest/outputs/table", "maximumRows");
    }

    @Test
    void parameters_of_another_shape_are_refused() {
        assertThat(check(Tables.groupByManifest().build(), "{}")).hasSize(1);
        assertThat(check(Tables.groupByManifest().build(), "{\"key\":\"id\"}")).hasSize(1);
        assertThat(psi.check(Tables.psiManifest().build(), Tables.json("{\"keys\":\"id\"}")))
                .hasSize(1);
    }

    @Test
    void manifests_of_another_shape_are_refused() {
        assertProblem(check(Tables.psiManifest().build(), Tables.GROUP_BY), "manifest/algorithm/operation", "group-by");
        assertProblem(
                psi.check(Tables.groupByManifest().build(), Tables.json("{\"key\":\"id\"}")),
                "manifest/algorithm/operation",
                "psi");
        assertProblem(
                check(Tables.groupByManifest().minimumGroup(1).build(), Tables.GROUP_BY),
                "manifest/outputs/table",
                "minimum group");
        assertProblem(
                check(Tables.groupByManifest().maximumRows(2).build(), Tables.GROUP_BY),
                "manifest/outputs/table",
                "2 rows for 3 groups");
        assertProblem(
                check(Tables.groupByManifest().party("bank-d", "compute").build(), Tables.GROUP_BY),
                "manifest/parties",
                "found 4");
    }

    @Test
    void owners_and_helpers_that_do_not_fit_are_refused() {
        ManifestBuilder idle = ManifestBuilder.aManifest("datapact/mpc-statistics", "group-by")
                .party("bank-a", "input")
                .party("telco-b", "input")
                .party("clearing-c", "recipient")
                .input("bank-a", "loans", "amount", "id", "defaulted")
                .input("telco-b", "subscribers", "id", "segment", "months")
                .minimumGroup(2);
        assertProblem(check(idle.build(), Tables.GROUP_BY), "manifest/parties/2", "compute");
        ManifestBuilder oneOwner = ManifestBuilder.aManifest("datapact/mpc-statistics", "group-by")
                .party("bank-a", "input", "compute")
                .party("telco-b", "compute")
                .party("clearing-c", "compute")
                .input("bank-a", "loans", "amount", "id", "defaulted")
                .input("bank-a", "subscribers", "id", "segment", "months")
                .minimumGroup(2);
        assertProblem(check(oneOwner.build(), Tables.GROUP_BY), "manifest/inputs", "different owners");
        ManifestBuilder absent = ManifestBuilder.aManifest("datapact/mpc-statistics", "group-by")
                .party("bank-a", "input", "compute")
                .party("telco-b", "compute")
                .party("clearing-c", "compute")
                .input("bank-a", "loans", "amount", "id", "defaulted")
                .input("bank-d", "subscribers", "id", "segment", "months")
                .minimumGroup(2);
        assertProblem(check(absent.build(), Tables.GROUP_BY), "manifest/inputs/1", "is a party");
    }

    @Test
    void psi_tells_only_an_owner() {
        TaskManifest manifest = ManifestBuilder.aManifest("datapact/mpc-psi", "psi")
                .party("clearing-c", "compute", "recipient")
                .party("telco-b", "input", "compute")
                .input("bank-a", "loans", "id")
                .input("telco-b", "subscribers", "id")
                .build();
        assertProblem(psi.check(manifest, Tables.json("{\"key\":\"id\"}")), "manifest/outputs/table", "owner");
    }

    @Test
    void a_task_with_problems_does_not_run() {
        List<PluginRun.PartyEnd> ends = new PluginRun(
                        statistics, Tables.groupByManifest().minimumGroup(1).build(), Tables.json(Tables.GROUP_BY))
                .run();
        assertThat(ends)
                .allSatisfy(
                        end -> assertThat(end.failed().orElseThrow().failure()).isEqualTo(RunFailure.INPUT_REFUSED));
    }
}
