package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.PeriodPolicy;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Uses and privacy loss are counted per lineage, in all and per period. */
class BudgetsTest {
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");
    private static final DatasetId DERIVED = new DatasetId("bank-a/loans-2026");
    private static final long PERIOD_MILLIS = 30 * 86_400_000L;

    private final Scenario scenario = Scenario.begun();

    private TaskManifest funded(TaskManifest manifest) {
        scenario.story().propose(manifest);
        scenario.story().approve(manifest);
        for (long run = 1; run <= manifest.limits().runs(); run++) {
            scenario.story().fund(manifest, run);
        }
        return manifest;
    }

    private TaskManifest ofRuns(long runs) {
        return funded(scenario.fixture().aTask().runs(runs).build());
    }

    /** A task whose loans and derived loans both cost epsilon. */
    private TaskManifest ofOneLineage(long epsilonMicros) {
        scenario.accepts("bank-a", Role.APPROVER, new DatasetCommand.RegisterDataset(DERIVED, Optional.of(LOANS)));
        scenario.accepts(
                "bank-a",
                Role.APPROVER,
                scenario.story()
                        .publish(DERIVED, Story.loansSchema(), scenario.story().terms(0, List.of())));
        List<TaskInput> inputs = scenario.fixture().aTask().inputs();
        TaskInput loans = Bent.epsilon(inputs.get(0), epsilonMicros);
        TaskInput derived =
                new TaskInput(new Code("derived"), DERIVED, 1, loans.columns(), loans.sensitivity(), epsilonMicros);
        return funded(
                scenario.fixture().aTask().inputs(loans, derived, inputs.get(1)).build());
    }

    private void capLoans(long uses, long epsilonMicros) {
        bendLoans(terms -> Bent.perPeriod(terms, uses, epsilonMicros));
    }

    private void bendLoans(UnaryOperator<Terms> change) {
        scenario.edit(
                DatasetKeys.version(LOANS, 1),
                v -> new DatasetVersion(
                        v.dataset(),
                        v.version(),
                        v.schema(),
                        v.rowsBand(),
                        v.root(),
                        change.apply(v.terms()),
                        v.published()));
    }

    private RunCommand.StartRun start(TaskManifest manifest, long run) {
        return scenario.fixture().start(manifest, run, scenario.time());
    }

    private void refusesStart(TaskManifest manifest, long run, Reason reason) {
        scenario.refuses("bank-a", Role.NODE, start(manifest, run), reason, "loans");
    }

    private Usage inPeriod(DatasetId dataset, long period) {
        return scenario.read(DatasetKeys.usage(dataset, period)).orElse(Usage.NONE);
    }

    private Usage total(DatasetId dataset) {
        return scenario.read(DatasetKeys.usage(dataset)).orElse(Usage.NONE);
    }

    @Test
    void a_run_records_the_period_and_the_period_has_so_many_uses() {
        TaskManifest manifest = ofRuns(3);
        capLoans(1, 0);
        long first = new PeriodPolicy(30).numberAt(scenario.time());
        RunId run = scenario.story().start(manifest, 1);
        assertThat(scenario.read(RunKeys.run(run)).orElseThrow().period()).isEqualTo(first);
        refusesStart(manifest, 2, Reason.USES_EXHAUSTED);
    }

    @Test
    void a_new_period_begins_at_its_first_moment() {
        long first = new PeriodPolicy(30).numberAt(scenario.time());
        long lastMoment = (first + 1) * PERIOD_MILLIS - 1;
        scenario.story().pass(lastMoment - scenario.time() - 3_600_000);
        TaskManifest manifest = funded(scenario.fixture()
                .aTask()
                .limits(new Limits(2, 0, lastMoment + 86_400_000, 600, BigInteger.TEN))
                .build());
        capLoans(1, 0);
        scenario.story().start(manifest, 1);
        scenario.story().pass(lastMoment - scenario.time());
        refusesStart(manifest, 2, Reason.USES_EXHAUSTED);
        scenario.story().pass(1);
        scenario.accepts("bank-a", Role.NODE, start(manifest, 2));
        assertThat(inPeriod(LOANS, first).uses()).isEqualTo(1);
        assertThat(inPeriod(LOANS, first + 1).uses()).isEqualTo(1);
        assertThat(total(LOANS).uses()).isEqualTo(2);
    }

    @Test
    void a_cap_of_zero_lets_nothing_start() {
        TaskManifest manifest = ofRuns(1);
        capLoans(0, 0);
        refusesStart(manifest, 1, Reason.USES_EXHAUSTED);
    }

    @Test
    void derived_datasets_share_their_roots_budget_summed_over_a_tasks_inputs() {
        TaskManifest manifest = ofOneLineage(400);
        capLoans(2, 799);
        refusesStart(manifest, 1, Reason.PRIVACY_BUDGET_EXHAUSTED);
        capLoans(1, 800);
        refusesStart(manifest, 1, Reason.USES_EXHAUSTED);
        capLoans(2, 800);
        scenario.story().start(manifest, 1);
        long period = new PeriodPolicy(30).numberAt(scenario.time());
        assertThat(total(LOANS)).isEqualTo(new Usage(2, 800));
        assertThat(inPeriod(LOANS, period)).isEqualTo(new Usage(2, 800));
        assertThat(scenario.read(DatasetKeys.usage(DERIVED))).isEmpty();
    }

    @Test
    void what_comes_back_comes_back_to_the_period_that_was_charged() {
        long first = new PeriodPolicy(30).numberAt(scenario.time());
        TaskManifest manifest = ofOneLineage(400);
        RunId run = scenario.story().start(manifest, 1);
        scenario.story().pass(PERIOD_MILLIS);
        scenario.accepts("bank-a", Role.NODE, new RunCommand.ReturnReservation(run, new Code("derived")));
        assertThat(total(LOANS)).isEqualTo(new Usage(1, 400));
        assertThat(inPeriod(LOANS, first)).isEqualTo(new Usage(1, 400));
        assertThat(inPeriod(LOANS, first + 1)).isEqualTo(Usage.NONE);
        scenario.accepts("bank-a", Role.NODE, new RunCommand.ReturnReservation(run, new Code("loans")));
        assertThat(total(LOANS)).isEqualTo(Usage.NONE);
        assertThat(inPeriod(LOANS, first)).isEqualTo(Usage.NONE);
    }

    @Test
    void the_stricter_of_the_pinned_and_the_newest_caps_applies() {
        TaskManifest manifest = ofRuns(2);
        scenario.accepts(
                "bank-a",
                Role.APPROVER,
                new DatasetCommand.PublishVersion(
                        LOANS,
                        2,
                        Story.loansSchema(),
                        "1-999",
                        ConsortiumFixture.digest("root"),
                        Bent.perPeriod(scenario.story().terms(0, List.of()), 1, 0)));
        scenario.story().start(manifest, 1);
        refusesStart(manifest, 2, Reason.USES_EXHAUSTED);
    }

    @Test
    void the_last_use_and_the_last_epsilon_in_all_may_be_spent() {
        TaskManifest manifest = ofOneLineage(400);
        bendLoans(terms -> Bent.inAll(terms, 1, 800));
        refusesStart(manifest, 1, Reason.USES_EXHAUSTED);
        bendLoans(terms -> Bent.inAll(terms, 2, 799));
        refusesStart(manifest, 1, Reason.PRIVACY_BUDGET_EXHAUSTED);
        bendLoans(terms -> Bent.inAll(terms, 2, 800));
        scenario.story().start(manifest, 1);
    }
}
