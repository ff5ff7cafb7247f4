package io.datapact.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.PluginDescriptors;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.RunOutput;
import io.datapact.compute.TableSource;
import io.datapact.compute.memory.MemoryTable;
import io.datapact.compute.plaintext.PlaintextPlugin;
import io.datapact.compute.testing.ManifestBuilder;
import io.datapact.compute.testing.PluginRun;
import io.datapact.compute.testing.PluginRun.PartyEnd;
import io.datapact.contract.task.TaskManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MpcStatisticsPluginTest {
    private final MpcStatisticsPlugin plugin = new MpcStatisticsPlugin();

    private static PluginRun run(ComputePlugin plugin, TaskManifest manifest, TableSource loans, TableSource others) {
        return new PluginRun(plugin, manifest, Tables.json(Tables.GROUP_BY))
                .input(0, "loans", loans)
                .input(1, "subscribers", others);
    }

    private void assertEqualsTwin(TaskManifest manifest, TableSource loans, TableSource subscribers) {
        OutputTable onShares = run(plugin, manifest, loans, subscribers).runAndOpen();
        OutputTable plain =
                run(new PlaintextPlugin(), manifest, loans, subscribers).runAndOpen();
        assertThat(onShares).isEqualTo(plain);
    }

    @Test
    void is_found_by_the_service_loader_and_says_what_it_reveals() {
        assertThat(ServiceLoader.load(ComputePlugin.class))
                .anySatisfy(found -> assertThat(found.descriptor()).isEqualTo(plugin.descriptor()));
        assertThat(PluginDescriptors.readFrom(getClass().getClassLoader(), "mpc-statistics"))
                .isEqualTo(plugin.descriptor());
        assertThat(plugin.descriptor().plugin()).isEqualTo(MpcStatisticsPlugin.class.getName());
        assertThat(plugin.descriptor().operations()).singleElement().satisfies(operation -> {
            assertThat(operation.trustModel().value()).isEqualTo("semi-honest-3pc-honest-majority");
            assertThat(operation.reveals()).extracting("to").contains("input-owner", "helper", "recipient");
        });
    }

    @Test
    void equals_the_plaintext_twin_on_random_tables() {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            TableSource loans = Tables.randomLoans(random, Tables.ids(random, 120, 0.5));
            TableSource subscribers = Tables.randomSubscribers(random, Tables.ids(random, 120, 0.6));
            for (int minimum : List.of(2, 6, 9)) {
                assertEqualsTwin(Tables.groupByManifest().minimumGroup(minimum).build(), loans, subscribers);
            }
        }
    }

    @Test
    void equals_the_plaintext_twin_over_several_blocks_of_messages() {
        Random random = new Random(99);
        TableSource loans = Tables.randomLoans(random, Tables.ids(random, 5000, 0.9));
        TableSource subscribers = Tables.randomSubscribers(random, Tables.ids(random, 5000, 0.9));
        assertEqualsTwin(Tables.groupByManifest().minimumGroup(10).build(), loans, subscribers);
    }

    @Test
    void works_wherever_the_helper_sits_and_whoever_owns_the_groups() {
        Random random = new Random(5);
        TableSource loans = Tables.randomLoans(random, Tables.ids(random, 40, 0.8));
        TableSource subscribers = Tables.randomSubscribers(random, Tables.ids(random, 40, 0.8));
        String swapped = Tables.GROUP_BY
                .replace("\"left\":\"loans\"", "\"left\":\"subscribers\"")
                .replace("\"right\":\"subscribers\"", "\"right\":\"loans\"");
        for (List<String> seats : List.of(
                List.of("clearing-c", "bank-a", "telco-b"),
                List.of("telco-b", "clearing-c", "bank-a"),
                List.of("bank-a", "clearing-c", "telco-b"))) {
            ManifestBuilder builder = ManifestBuilder.aManifest("datapact/mpc-statistics", "group-by");
            seats.forEach(member -> builder.party(member, "compute"));
            TaskManifest manifest = builder.input("bank-a", "loans", "amount", "id", "defaulted")
                    .input("telco-b", "subscribers", "id", "segment", "months")
                    .minimumGroup(3)
                    .build();
            for (ComputePlugin each : List.of(plugin, new PlaintextPlugin())) {
                OutputTable table = new PluginRun(each, manifest, Tables.json(swapped))
                        .input(seats.indexOf("bank-a"), "loans", loans)
                        .input(seats.indexOf("telco-b"), "subscribers", subscribers)
                        .runAndOpen();
                assertThat(table)
                        .isEqualTo(run(
                                        new PlaintextPlugin(),
                                        Tables.groupByManifest().minimumGroup(3).build(),
                                        loans,
                                        subscribers)
                                .runAndOpen());
            }
        }
    }

    @Test
    void an_empty_intersection_suppresses_every_group() {
        TableSource loans = Tables.loans().row("1.00", "a", "true").build();
        TableSource none = Tables.subscribers().build();
        TableSource others = Tables.subscribers().row("b", "prepaid", "1").build();
        for (TableSource subscribers : List.of(none, others)) {
            OutputTable table = run(plugin, Tables.groupByManifest().build(), loans, subscribers)
                    .runAndOpen();
            assertThat(table.rows())
                    .allSatisfy(row -> assertThat(row.subList(1, 6)).containsExactly("", "", "", "", "true"));
        }
    }

    @Test
    void a_group_of_exactly_the_minimum_is_released_and_one_below_is_not() {
        MemoryTable.Builder loans = Tables.loans();
        MemoryTable.Builder subscribers = Tables.subscribers();
        for (int i = 0; i < 5; i++) {
            loans.row("-3.50", "p" + i, Boolean.toString(i == 0));
            subscribers.row("p" + i, i < 3 ? "prepaid" : "postpaid", "7");
        }
        OutputTable table = run(
                        plugin, Tables.groupByManifest().minimumGroup(3).build(), loans.build(), subscribers.build())
                .runAndOpen();
        assertThat(table.header()).containsExactly("segment", "count", "defaults", "amount", "months", "suppressed");
        assertThat(table.rows())
                .containsExactly(
                        List.of("prepaid", "3", "1", "-10.50", "21", "false"),
                        List.of("postpaid", "", "", "", "", "true"),
                        List.of("corporate", "", "", "", "", "true"));
    }

    @Test
    void the_largest_sums_are_exact_and_larger_ones_are_refused() {
        String half = "46116860184273879.03";
        TableSource subscribers = Tables.subscribers()
                .row("a", "prepaid", "1")
                .row("b", "prepaid", "1")
                .build();
        TaskManifest manifest = Tables.groupByManifest().build();
        for (String sign : List.of("", "-")) {
            TableSource fits = Tables.loans()
                    .row(sign + half, "a", "true")
                    .row(sign + half, "b", "true")
                    .build();
            assertThat(run(plugin, manifest, fits, subscribers)
                            .runAndOpen()
                            .rows()
                            .getFirst()
                            .get(3))
                    .isEqualTo(sign + "92233720368547758.06");
            TableSource tooLarge = Tables.loans()
                    .row(sign + half, "a", "true")
                    .row(sign + "46116860184273879.05", "b", "true")
                    .build();
            assertFailure(run(plugin, manifest, tooLarge, subscribers).run(), 0, RunFailure.INPUT_REFUSED, "64 bits");
        }
    }

    private static void assertFailure(List<PartyEnd> ends, int party, RunFailure failure, String words) {
        assertThat(ends.get(party).failed()).hasValueSatisfying(e -> {
            assertThat(e.failure()).isEqualTo(failure);
            assertThat(e).hasMessageContaining(words);
        });
        assertThat(ends).allSatisfy(end -> assertThat(end.failed()).isPresent());
    }

    @Test
    void own_inputs_that_cannot_be_joined_or_added_up_are_refused_with_a_sentence() {
        TaskManifest manifest = Tables.groupByManifest().build();
        TableSource subscribers = Tables.subscribers().row("a", "prepaid", "1").build();
        String missing = MemoryTable.MISSING;
        TableSource twice =
                Tables.loans().row("1", "a", "true").row("2", "a", "true").build();
        TableSource noKey = Tables.loans().row("1", missing, "true").build();
        TableSource noValue = Tables.loans().row(missing, "a", "true").build();
        assertFailure(run(plugin, manifest, twice, subscribers).run(), 0, RunFailure.INPUT_REFUSED, "twice");
        assertFailure(run(plugin, manifest, noKey, subscribers).run(), 0, RunFailure.INPUT_REFUSED, "key in each row");
        assertFailure(run(plugin, manifest, noValue, subscribers).run(), 0, RunFailure.INPUT_REFUSED, "value in each");
    }

    @Test
    void a_column_of_text_is_not_added_up() {
        String parameters = Tables.GROUP_BY.replace("\"column\":\"months\"", "\"column\":\"segment\"");
        List<PartyEnd> ends = new PluginRun(plugin, Tables.groupByManifest().build(), Tables.json(parameters))
                .input(0, "loans", Tables.loans().row("1", "a", "true").build())
                .input(
                        1,
                        "subscribers",
                        Tables.subscribers().row("a", "prepaid", "1").build())
                .run();
        assertFailure(ends, 1, RunFailure.INPUT_REFUSED, "numbers or booleans");
    }

    @Test
    void shares_alone_or_two_of_three_do_not_show_the_result() {
        Random random = new Random(3);
        TableSource loans = Tables.randomLoans(random, Tables.ids(random, 40, 0.9));
        TableSource subscribers = Tables.randomSubscribers(random, Tables.ids(random, 40, 0.9));
        List<byte[]> first = shares(run(plugin, Tables.groupByManifest().build(), loans, subscribers)
                .run());
        List<byte[]> again = shares(run(plugin, Tables.groupByManifest().build(), loans, subscribers)
                .run());
        for (int party = 0; party < 3; party++) {
            assertThat(first.get(party)).isNotEqualTo(again.get(party));
            assertThat(xor(first.get(party), first.get((party + 1) % 3)))
                    .isNotEqualTo(xor(again.get(party), again.get((party + 1) % 3)));
        }
        assertThat(xor(xor(first.get(0), first.get(1)), first.get(2)))
                .isEqualTo(xor(xor(again.get(0), again.get(1)), again.get(2)));
    }

    private static List<byte[]> shares(List<PartyEnd> ends) {
        return ends.stream()
                .map(end -> end.result().outputs().get("table").share().bytes())
                .toList();
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= b[i];
        }
        return out;
    }

    @Test
    void shares_that_do_not_fit_are_refused_when_opened() {
        TaskManifest manifest = Tables.groupByManifest().build();
        RunOutput what = new RunOutput(
                manifest, Tables.json(Tables.GROUP_BY), manifest.outputs().getFirst());
        TableSource loans =
                Tables.loans().row("1.00", "a", "true").row("1.00", "b", "true").build();
        TableSource subscribers = Tables.subscribers()
                .row("a", "prepaid", "1")
                .row("b", "prepaid", "1")
                .build();
        List<byte[]> good = shares(run(plugin, manifest, loans, subscribers).run());
        assertThat(open(what, good).rows().getFirst()).containsExactly("prepaid", "2", "2", "2.00", "2", "false");
        assertNotOpened(what, good.subList(0, 2));
        assertNotOpened(what, List.of(good.get(0), good.get(1), new byte[0]));
        assertNotOpened(what, List.of(good.get(0), good.get(1), Arrays.copyOf(good.get(2), good.get(2).length - 1)));
        for (int at : List.of(0, 1, 4, 5, 11, 20)) {
            byte[] changed = good.get(2).clone();
            changed[at] ^= 0x40;
            assertNotOpened(what, List.of(good.get(0), good.get(1), changed));
        }
        List<byte[]> other = shares(run(plugin, manifest, loans, subscribers).run());
        assertNotOpened(what, List.of(good.get(0), good.get(1), other.get(2)));
    }

    private OutputTable open(RunOutput what, List<byte[]> shares) {
        List<OutputShare> wrapped = java.util.stream.IntStream.range(0, shares.size())
                .mapToObj(party -> new OutputShare(party, shares.get(party).clone()))
                .toList();
        return plugin.open(what, wrapped);
    }

    private void assertNotOpened(RunOutput what, List<byte[]> shares) {
        assertThatThrownBy(() -> open(what, shares))
                .isInstanceOfSatisfying(
                        RunFailedException.class, e -> assertThat(e.failure()).isEqualTo(RunFailure.OUTPUT_CHECK));
    }
}
