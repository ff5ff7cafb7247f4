package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An attestation may name fewer releases than parties and recipients would allow, for not every party need hold a share.
 * That takes nothing from a recipient against its will: every recipient is a party, and no run is released or withheld
 * unless its own attestation names the very same releases.
 */
class OmittedReleasesTest {
    private static final MemberId BANK = new MemberId("bank-a");

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest = scenario.fixture().aTask().build();
    private final RunId run = scenario.story().started(manifest);
    private final CommonPart none = AttestationChecksTest.withoutReleases(Story.common(manifest, run));

    OmittedReleasesTest() {
        scenario.story().commitInputs(manifest, run);
    }

    private void attests(Party party, CommonPart common) {
        scenario.accepts(
                party.node().member().value(),
                Role.NODE,
                new RunCommand.AttestResult(run, common, Story.own(manifest, run, party)));
    }

    private Outcome closedLate() {
        scenario.story().pass(3_600_000);
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.CloseRun(run));
        return scenario.read(SettlementKeys.outcome(run)).orElseThrow();
    }

    @Test
    void all_other_parties_together_cannot_leave_a_recipient_without_its_result_and_be_paid() {
        assertThat(manifest.outputs().get(0).recipients()).containsExactly(BANK);
        for (Party party : manifest.parties()) {
            boolean recipient = party.node().member().equals(BANK);
            attests(party, recipient ? Story.common(manifest, run) : none);
        }
        assertThat(RunStates.of(scenario.ledger().reader(), run, scenario.time()))
                .contains(RunState.COMPUTING);
        Outcome outcome = closedLate();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(outcome.row()).isEqualTo(8);
        assertThat(outcome.postings()).contains(new Outcome.Posting(BANK, 100_000, "refund", BANK));
    }

    @Test
    void without_the_recipients_attestation_nothing_is_released() {
        List<Party> others = manifest.parties().stream()
                .filter(party -> !party.node().member().equals(BANK))
                .toList();
        others.forEach(party -> attests(party, none));
        Outcome outcome = closedLate();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
        assertThat(outcome.row()).isEqualTo(9);
        assertThat(outcome.postings()).contains(new Outcome.Posting(BANK, 100_000, "refund", BANK));
    }

    @Test
    void a_recipient_that_says_itself_that_nothing_is_due_has_its_run_released() {
        manifest.parties().forEach(party -> attests(party, none));
        assertThat(closedLate().kind()).isEqualTo(OutcomeKind.SETTLED);
    }
}
