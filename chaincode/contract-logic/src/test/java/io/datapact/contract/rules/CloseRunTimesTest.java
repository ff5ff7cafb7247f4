package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** When a run may close. */
class CloseRunTimesTest {
    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest = scenario.fixture().aTask().build();

    private long closed(RunId run) {
        scenario.accepts("clearing-c", Role.MARKET, new SettlementCommand.CloseRun(run));
        return scenario.read(SettlementKeys.outcome(run)).orElseThrow().row();
    }

    private void refusesClose(RunId run) {
        scenario.refuses(
                "clearing-c", Role.MARKET, new SettlementCommand.CloseRun(run), Reason.STATE_FORBIDS, "RELEASED");
    }

    @Test
    void where_no_money_is_at_stake_there_is_no_window() {
        for (String owner : List.of("bank-a/loans", "telco-b/subscribers")) {
            scenario.edit(
                    DatasetKeys.version(new DatasetId(owner), 1),
                    v -> new DatasetVersion(
                            v.dataset(),
                            1,
                            v.schema(),
                            v.rowsBand(),
                            v.root(),
                            scenario.story().terms(0, List.of()),
                            0));
        }
        TaskManifest free =
                scenario.fixture().aTask().terms(ManifestBuilder.terms(0, 0)).build();
        RunId run = scenario.story().started(free);
        scenario.story().finish(free, run);
        refusesClose(run);
        scenario.story().pass(1);
        assertThat(closed(run)).isEqualTo(3);
        assertThat(scenario.read(SettlementKeys.outcome(run)).orElseThrow().postings())
                .isEmpty();
    }

    @Test
    void times_of_a_run_stand_still_in_a_pause() {
        RunId run = scenario.story().started(manifest);
        scenario.story().finish(manifest, run);
        long now = scenario.time();
        scenario.put(MemberKeys.PAUSE, new Pause(0, now, now + 500_000));
        scenario.story().pass(500_000 + 60_000);
        refusesClose(run);
        scenario.story().pass(1);
        assertThat(closed(run)).isEqualTo(3);
    }

    @Test
    void a_deposit_or_a_bond_alone_opens_the_window() {
        Consumer<Scenario> free = changed -> List.of("bank-a/loans", "telco-b/subscribers")
                .forEach(dataset -> changed.edit(
                        DatasetKeys.version(new DatasetId(dataset), 1),
                        v -> RecordCopy.with(v, "terms", scenario.story().terms(0, List.of()))));
        free.accept(scenario);
        TaskManifest deposits =
                scenario.fixture().aTask().terms(ManifestBuilder.terms(0, 1)).build();
        RunId run = scenario.story().started(deposits);
        scenario.story().finish(deposits, run);
        scenario.story().pass(1);
        refusesClose(run);
        Tribunal bonds = new Tribunal(UnaryOperator.identity(), free, ManifestBuilder.terms(0, 0)).released();
        bonds.story().pass(1);
        bonds.scenario()
                .refuses(
                        "clearing-c",
                        Role.MARKET,
                        new SettlementCommand.CloseRun(bonds.run()),
                        Reason.STATE_FORBIDS,
                        "RELEASED");
    }
}
