package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each row of contract.md section 6 (row 2 belongs to disputes). Price 100,000, fee 10,000, deposits 10,000. */
class CloseRunRulesTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId TELCO = new MemberId("telco-b");
    private static final MemberId CLEARING = new MemberId("clearing-c");
    private static final long DEADLINE = 600_000;
    private static final long WINDOW = 60_000;
    private static final long LATENESS = 120_000;

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest = scenario.fixture().aTask().build();

    private RunId started() {
        return scenario.story().started(manifest);
    }

    private SettlementCommand.CloseRun close(RunId run) {
        return new SettlementCommand.CloseRun(run);
    }

    private Outcome closed(RunId run) {
        scenario.accepts("clearing-c", Role.MARKET, close(run));
        return scenario.read(SettlementKeys.outcome(run)).orElseThrow();
    }

    private void refusesClose(RunId run, String state) {
        scenario.refuses("clearing-c", Role.MARKET, close(run), Reason.STATE_FORBIDS, state);
    }

    private static Posting posting(MemberId to, long amount, String cause, MemberId from) {
        return new Posting(to, amount, cause, from);
    }

    private static Posting back(MemberId member, long amount) {
        return posting(member, amount, "deposit-back", member);
    }

    private static void assertOutcome(Outcome outcome, OutcomeKind kind, long row, Posting... postings) {
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.row()).isEqualTo(row);
        assertThat(outcome.postings()).containsExactly(postings);
    }

    @Test
    void row_0_a_run_is_decided_once_and_an_unknown_run_never() {
        RunId run = started();
        scenario.story().finish(manifest, run);
        scenario.story().pass(WINDOW + 1);
        closed(run);
        scenario.refuses("bank-a", Role.NODE, close(run), Reason.ALREADY_DECIDED, run.toString());
        RunId never = new RunId(run.task(), 2);
        scenario.refuses("bank-a", Role.NODE, close(never), Reason.NOT_NEXT, never.toString());
    }

    @Test
    void row_1_a_run_under_way_does_not_close() {
        RunId run = started();
        refusesClose(run, "STARTED");
        scenario.story().commitInputs(manifest, run);
        refusesClose(run, "COMPUTING");
        scenario.story().attest(manifest, run);
        refusesClose(run, "ATTESTED");
    }

    @Test
    void row_3_released_settles_after_the_window_to_the_unit() {
        RunId run = started();
        scenario.story().finish(manifest, run);
        scenario.story().pass(WINDOW);
        refusesClose(run, "RELEASED");
        scenario.story().pass(1);
        assertOutcome(
                closed(run),
                OutcomeKind.SETTLED,
                3,
                back(BANK, 10_000),
                back(CLEARING, 10_000),
                posting(CLEARING, 10_000, "fee", BANK),
                back(TELCO, 10_000),
                posting(TELCO, 90_000, "share", BANK));
        assertThat(scenario.read(SettlementKeys.pay(CLEARING, "CNY", run))
                        .orElseThrow()
                        .amount())
                .isEqualTo(20_000);
    }

    @Test
    void row_4_who_withholds_pays_the_share_members_up_to_the_price_and_the_rest_to_the_pool() {
        RunId run = started();
        scenario.story().commitInputs(manifest, run);
        scenario.story().attest(manifest, run);
        scenario.accepts(
                "telco-b",
                Role.NODE,
                Story.released(manifest, run, manifest.parties().get(1)));
        scenario.story().pass(600_000 + LATENESS + WINDOW - 1_000);
        refusesClose(run, "WITHHELD");
        scenario.story().pass(1_001);
        assertOutcome(
                closed(run),
                OutcomeKind.REFUNDED,
                4,
                back(BANK, 10_000),
                posting(BANK, 100_000, "refund", BANK),
                back(TELCO, 10_000),
                posting(TELCO, 10_000, "penalty", CLEARING));
    }

    @Test
    void row_4_without_share_members_outside_the_penalty_goes_to_the_pool() {
        RunId run = started();
        scenario.story().commitInputs(manifest, run);
        scenario.story().attest(manifest, run);
        scenario.story().pass(600_000 + LATENESS + WINDOW + 1_000);
        assertOutcome(
                closed(run),
                OutcomeKind.REFUNDED,
                4,
                back(BANK, 10_000),
                posting(BANK, 100_000, "refund", BANK),
                posting(CLEARING, 10_000, "penalty", CLEARING),
                posting(CLEARING, 10_000, "penalty", TELCO));
    }

    @Test
    void row_5_a_payer_that_withholds_pays_all_the_same() {
        TaskManifest twoRecipients = scenario.fixture()
                .aTask()
                .outputs(new TaskOutput(new Code("table"), List.of(BANK, TELCO), 10, 1_000, false))
                .parties(
                        manifest.parties().get(0),
                        new Party(1, manifest.parties().get(1).node(), List.of("input", "compute", "recipient")),
                        manifest.parties().get(2))
                .build();
        RunId run = scenario.story().started(twoRecipients);
        scenario.story().commitInputs(twoRecipients, run);
        scenario.story().attest(twoRecipients, run);
        for (int party : new int[] {1, 2}) {
            RunCommand.Release release =
                    Story.released(twoRecipients, run, twoRecipients.parties().get(party));
            String member = party == 1 ? "telco-b" : "clearing-c";
            scenario.accepts(member, Role.NODE, release);
        }
        scenario.story().pass(600_000 + LATENESS + WINDOW + 1_000);
        assertOutcome(
                closed(run),
                OutcomeKind.SETTLED,
                5,
                back(CLEARING, 10_000),
                posting(CLEARING, 10_000, "fee", BANK),
                posting(CLEARING, 10_000, "penalty", BANK),
                back(TELCO, 10_000),
                posting(TELCO, 90_000, "share", BANK));
    }

    @Test
    void row_6_an_aborted_run_returns_everything() {
        RunId run = started();
        scenario.accepts(
                "telco-b",
                Role.NODE,
                new RunCommand.AbortRun(
                        run, new Code("peer-lost"), Optional.empty(), ConsortiumFixture.digest("head")));
        scenario.story().pass(WINDOW);
        refusesClose(run, "ABORTED");
        scenario.story().pass(1);
        assertReturned(closed(run), OutcomeKind.ABORTED, 6);
    }

    private void assertReturned(Outcome outcome, OutcomeKind kind, long row) {
        assertOutcome(
                outcome,
                kind,
                row,
                back(BANK, 10_000),
                posting(BANK, 100_000, "refund", BANK),
                back(CLEARING, 10_000),
                back(TELCO, 10_000));
    }

    private void assertSilent(Outcome outcome, long row, MemberId silent) {
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(outcome.row()).isEqualTo(row);
        assertThat(outcome.postings())
                .contains(
                        posting(CLEARING, 4_000, "penalty", silent),
                        back(silent, 6_000),
                        posting(BANK, 100_000, "refund", BANK))
                .hasSize(5);
    }

    @Test
    void row_7_the_one_owner_whose_input_is_missing_pays_for_silence() {
        RunId run = started();
        scenario.accepts(
                "bank-a", Role.NODE, Story.commitment(run, manifest.inputs().get(0)));
        scenario.story().pass(DEADLINE + LATENESS + WINDOW - 2_000);
        refusesClose(run, "LATE");
        scenario.story().pass(2_000);
        assertSilent(closed(run), 7, TELCO);
    }

    @Test
    void row_8_when_both_owners_are_silent_nobody_pays() {
        RunId run = started();
        scenario.story().pass(DEADLINE + LATENESS + WINDOW + 1);
        assertReturned(closed(run), OutcomeKind.FAILED, 8);
    }

    @Test
    void row_8_when_attestations_differ_or_two_are_missing_nobody_pays() {
        RunId run = started();
        scenario.story().commitInputs(manifest, run);
        scenario.story().attest(manifest, run, manifest.parties().get(0));
        scenario.story().pass(DEADLINE + LATENESS + WINDOW + 1);
        assertReturned(closed(run), OutcomeKind.FAILED, 8);
        Scenario other = Scenario.begun();
        RunId second = other.story().started(manifest);
        other.story().commitInputs(manifest, second);
        other.story().attest(manifest, second, manifest.parties().get(0));
        RunCommand.AttestResult honest =
                Story.attestation(manifest, second, manifest.parties().get(1));
        other.accepts(
                "telco-b",
                Role.NODE,
                new RunCommand.AttestResult(
                        second, AttestationChecksTest.withoutReleases(honest.common()), honest.own()));
        other.story().pass(DEADLINE + LATENESS + WINDOW + 1);
        other.accepts("bank-a", Role.NODE, close(second));
        assertReturned(other.read(SettlementKeys.outcome(second)).orElseThrow(), OutcomeKind.FAILED, 8);
    }

    @Test
    void row_9_the_one_party_that_does_not_attest_pays_for_silence() {
        RunId run = started();
        scenario.story().commitInputs(manifest, run);
        scenario.story().attest(manifest, run, manifest.parties().get(0));
        scenario.story().attest(manifest, run, manifest.parties().get(2));
        scenario.story().pass(DEADLINE + LATENESS + WINDOW + 1);
        assertSilent(closed(run), 9, TELCO);
    }
}
