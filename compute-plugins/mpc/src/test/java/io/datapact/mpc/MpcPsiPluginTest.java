package io.datapact.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.RunOutput;
import io.datapact.compute.TableSource;
import io.datapact.compute.plaintext.PlaintextPlugin;
import io.datapact.compute.testing.PluginRun;
import io.datapact.compute.testing.PluginRun.PartyEnd;
import io.datapact.contract.task.TaskManifest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MpcPsiPluginTest {
    private final MpcPsiPlugin plugin = new MpcPsiPlugin();

    private static PluginRun run(ComputePlugin plugin, TaskManifest manifest, TableSource loans, TableSource others) {
        return new PluginRun(plugin, manifest, Tables.json("{\"key\":\"id\"}"))
                .input(0, "loans", loans)
                .input(1, "subscribers", others);
    }

    @Test
    void is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(ComputePlugin.class))
                .anySatisfy(found -> assertThat(found.descriptor()).isEqualTo(plugin.descriptor()));
        assertThat(plugin.descriptor().plugin()).isEqualTo(MpcPsiPlugin.class.getName());
    }

    @Test
    void equals_the_plaintext_twin_on_random_tables() {
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            TableSource loans = Tables.randomLoans(random, Tables.ids(random, 200, 0.1 * seed));
            TableSource subscribers = Tables.randomSubscribers(random, Tables.ids(random, 200, 0.5));
            TaskManifest manifest = Tables.psiManifest().build();
            assertThat(run(plugin, manifest, loans, subscribers).runAndOpen())
                    .isEqualTo(run(new PlaintextPlugin(), manifest, loans, subscribers)
                            .runAndOpen());
        }
    }

    @Test
    void the_other_partys_share_holds_no_identifier() {
        TableSource loans = Tables.loans()
                .row("1", "only-bank", "true")
                .row("1", "in-both", "true")
                .build();
        TableSource subscribers = Tables.subscribers()
                .row("only-telco", "x", "1")
                .row("in-both", "x", "1")
                .build();
        List<PartyEnd> ends =
                run(plugin, Tables.psiManifest().build(), loans, subscribers).run();
        assertThat(text(ends, 0)).contains("only-bank", "in-both").doesNotContain("only-telco");
        assertThat(text(ends, 1)).doesNotContain("only-bank", "in-both", "only-telco");
    }

    private static String text(List<PartyEnd> ends, int party) {
        return new String(
                ends.get(party).result().outputs().get("table").share().bytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void more_possible_rows_than_the_output_may_have_are_refused_at_both() {
        TableSource loans =
                Tables.loans().row("1", "a", "true").row("1", "b", "true").build();
        TableSource subscribers =
                Tables.subscribers().row("c", "x", "1").row("d", "x", "1").build();
        List<PartyEnd> ends = run(plugin, Tables.psiManifest().maximumRows(1).build(), loans, subscribers)
                .run();
        assertThat(ends)
                .allSatisfy(
                        end -> assertThat(end.failed().orElseThrow().failure()).isEqualTo(RunFailure.OUTPUT_CHECK));
    }

    @Test
    void shares_that_do_not_fit_are_refused_when_opened() {
        TaskManifest manifest = Tables.psiManifest().build();
        RunOutput what = new RunOutput(
                manifest, Tables.json("{\"key\":\"id\"}"), manifest.outputs().getFirst());
        TableSource loans =
                Tables.loans().row("1", "a", "true").row("1", "b", "true").build();
        TableSource subscribers = Tables.subscribers().row("b", "x", "1").build();
        List<byte[]> good = run(plugin, manifest, loans, subscribers).run().stream()
                .map(end -> end.result().outputs().get("table").share().bytes())
                .toList();
        assertThat(open(what, good.get(0), good.get(1)).rows()).containsExactly(List.of("b"));
        for (int length = 0; length < good.get(0).length; length++) {
            assertNotOpened(what, Arrays.copyOf(good.get(0), length), good.get(1));
        }
        for (int length = 0; length < good.get(1).length; length++) {
            assertNotOpened(what, good.get(0), Arrays.copyOf(good.get(1), length));
        }
        byte[] large = good.get(0).clone();
        large[1] = 0x7f;
        assertNotOpened(what, large, good.get(1));
        assertNotOpened(what, good.get(1), good.get(0));
        assertNotOpened(what, good.get(0), new byte[] {2, 40, 0, 0, 0, 0});
        assertNotOpened(what, good.get(0), Arrays.copyOf(good.get(1), good.get(1).length + 1));
    }

    private void assertNotOpened(RunOutput what, byte[] first, byte[] second) {
        assertThatThrownBy(() -> open(what, first, second))
                .isInstanceOfSatisfying(
                        RunFailedException.class, e -> assertThat(e.failure()).isEqualTo(RunFailure.OUTPUT_CHECK));
    }

    private OutputTable open(RunOutput what, byte[] first, byte[] second) {
        return plugin.open(what, List.of(new OutputShare(0, first.clone()), new OutputShare(1, second.clone())));
    }

    /** Tags for two sets of 64 have 40 + 12 bits: 7 bytes. */
    @Test
    void timings_of_both_phases_are_told() {
        PsiTimings timings = PsiTimings.run(64);
        assertThat(timings.items()).isEqualTo(64);
        assertThat(timings.seconds()).isPositive();
        assertThat(timings.bytes()).isEqualTo(2 * (8 + 64 * 32 + 64 * 7L));
    }
}
