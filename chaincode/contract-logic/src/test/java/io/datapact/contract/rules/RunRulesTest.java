package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Revocation;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRulesTest {
    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest = scenario.fixture().aTask().build();
    private final RunId run = scenario.story().started(manifest);
    private final TaskInput loans = manifest.inputs().get(0);
    private final TaskInput subscribers = manifest.inputs().get(1);

    private RunState state() {
        return RunStates.of(scenario.ledger().reader(), run, scenario.time()).orElseThrow();
    }

    private RunCommand.AbortRun abort() {
        return new RunCommand.AbortRun(run, new Code("peer-lost"), Optional.empty(), ConsortiumFixture.digest("head"));
    }

    private RunCommand.AttestResult attestation(int party) {
        return Story.attestation(manifest, run, manifest.parties().get(party));
    }

    @Test
    void a_second_start_is_refused_for_its_number_and_beyond_the_runs_for_uses() {
        scenario.refuses("bank-a", Role.NODE, new RunCommand.StartRun(run, List.of()), Reason.NOT_NEXT, run.toString());
        RunId second = new RunId(run.task(), 2);
        scenario.refuses(
                "bank-a", Role.NODE, new RunCommand.StartRun(second, List.of()), Reason.USES_EXHAUSTED, "/limits/runs");
        RunId third = new RunId(run.task(), 3);
        scenario.refuses(
                "bank-a", Role.NODE, new RunCommand.StartRun(third, List.of()), Reason.NOT_NEXT, third.toString());
    }

    @Test
    void a_start_charges_each_lineage_and_a_commitment_spends_it() {
        assertThat(scenario.read(DatasetKeys.usage(loans.dataset()))
                        .orElseThrow()
                        .uses())
                .isEqualTo(1);
        scenario.accepts("bank-a", Role.NODE, Story.commitment(run, loans));
        assertThat(scenario.read(RunKeys.input(run, loans.name())).orElseThrow().status())
                .isEqualTo(InputStatus.COMMITTED);
        assertThat(scenario.read(DatasetKeys.usage(loans.dataset()))
                        .orElseThrow()
                        .uses())
                .isEqualTo(1);
        assertThat(state()).isEqualTo(RunState.STARTED);
        scenario.accepts("telco-b", Role.NODE, Story.commitment(run, subscribers));
        assertThat(state()).isEqualTo(RunState.COMPUTING);
    }

    @Test
    void an_approval_that_has_expired_is_told_so_though_its_certificate_was_revoked_too() {
        TestIdentity approver = scenario.fixture().identity("bank-a", Role.APPROVER);
        scenario.edit(
                MemberKeys.certificate(approver.digest()),
                c -> RecordCopy.with(
                        c, "revoked", Optional.of(new Revocation("superseded", scenario.time(), scenario.time()))));
        RunCommand.CommitInput commit = Story.commitment(run, loans);
        scenario.refuses("bank-a", Role.NODE, commit, Reason.APPROVAL_REVOKED, "bank-a");
        scenario.edit(
                TaskKeys.approval(run.task(), new MemberId("bank-a"), 1),
                a -> new Approval(a.seq(), a.status(), a.certificate(), a.handle(), scenario.time() - 1));
        scenario.refuses("bank-a", Role.NODE, commit, Reason.APPROVAL_EXPIRED, "bank-a");
    }

    @Test
    void an_input_is_committed_once_by_its_owners_node_with_the_registered_root() {
        RunCommand.CommitInput commit = Story.commitment(run, loans);
        scenario.refuses("telco-b", Role.NODE, commit, Reason.NOT_A_PARTY, "bank-a");
        scenario.refuses("bank-a", Role.APPROVER, commit, Reason.CERTIFICATE_WRONG_ROLE, "approver");
        scenario.refuses(
                "bank-a",
                Role.NODE,
                new RunCommand.CommitInput(
                        run, loans.name(), ConsortiumFixture.digest("other"), commit.projectedRoot()),
                Reason.MANIFEST_MISMATCH,
                "/registeredRoot");
        scenario.refuses(
                "bank-a",
                Role.NODE,
                new RunCommand.CommitInput(run, new Code("nothing"), commit.registeredRoot(), commit.projectedRoot()),
                Reason.MANIFEST_MISMATCH,
                "/input");
        RunId never = new RunId(run.task(), 2);
        scenario.refuses("bank-a", Role.NODE, Story.commitment(never, loans), Reason.NOT_NEXT, never.toString());
        scenario.accepts("bank-a", Role.NODE, commit);
        scenario.refuses("bank-a", Role.NODE, commit, Reason.ALREADY_DECIDED, "loans");
    }

    @Test
    void a_withdrawn_dataset_or_approval_stops_the_commitment() {
        RunCommand.CommitInput commit = Story.commitment(run, subscribers);
        scenario.accepts("telco-b", Role.ADMIN, new TaskCommand.RevokeApproval(run.task(), 1));
        scenario.refuses("telco-b", Role.NODE, commit, Reason.APPROVAL_REVOKED, "telco-b");
        scenario.accepts(
                "telco-b", Role.APPROVER, new DatasetCommand.WithdrawDataset(new DatasetId("telco-b/subscribers")));
        scenario.refuses("telco-b", Role.NODE, commit, Reason.DATASET_WITHDRAWN, "telco-b/subscribers");
    }

    @Test
    void a_reservation_comes_back_only_when_the_run_is_over_without_the_input() {
        RunCommand.ReturnReservation back = new RunCommand.ReturnReservation(run, loans.name());
        scenario.refuses("bank-a", Role.NODE, back, Reason.STATE_FORBIDS, "STARTED");
        scenario.story().pass(600_000 + 60_000);
        assertThat(state()).isEqualTo(RunState.LATE);
        scenario.refuses("bank-a", Role.NODE, back, Reason.STATE_FORBIDS, "LATE");
        scenario.story().pass(60_001);
        scenario.refuses("telco-b", Role.NODE, back, Reason.NOT_A_PARTY, "bank-a");
        scenario.refuses(
                "bank-a",
                Role.NODE,
                new RunCommand.ReturnReservation(run, new Code("nothing")),
                Reason.MANIFEST_MISMATCH,
                "/input");
        scenario.accepts("bank-a", Role.NODE, back);
        assertThat(scenario.read(DatasetKeys.usage(loans.dataset()))
                        .orElseThrow()
                        .uses())
                .isZero();
        scenario.refuses("bank-a", Role.NODE, back, Reason.ALREADY_DECIDED, "loans");
        scenario.refuses("bank-a", Role.NODE, Story.commitment(run, loans), Reason.ALREADY_DECIDED, "loans");
    }

    @Test
    void after_an_abort_nothing_goes_on_and_reservations_return_at_once() {
        scenario.accepts("bank-a", Role.NODE, Story.commitment(run, loans));
        scenario.refuses("telco-b", Role.TLS, abort(), Reason.CERTIFICATE_WRONG_ROLE, "tls");
        scenario.accepts("telco-b", Role.APPROVER, abort());
        assertThat(state()).isEqualTo(RunState.ABORTED);
        scenario.refuses("telco-b", Role.NODE, abort(), Reason.ALREADY_DECIDED, "telco-b");
        scenario.refuses("bank-a", Role.NODE, abort(), Reason.STATE_FORBIDS, "ABORTED");
        scenario.refuses("bank-a", Role.NODE, attestation(0), Reason.STATE_FORBIDS, "ABORTED");
        scenario.refuses("telco-b", Role.NODE, Story.commitment(run, subscribers), Reason.STATE_FORBIDS, "ABORTED");
        scenario.accepts("telco-b", Role.NODE, new RunCommand.ReturnReservation(run, subscribers.name()));
        scenario.refuses(
                "bank-a",
                Role.NODE,
                new RunCommand.ReturnReservation(run, loans.name()),
                Reason.ALREADY_DECIDED,
                "loans");
    }

    @Test
    void an_abort_blames_only_parties_and_never_follows_ones_own_attestation() {
        RunCommand.AbortRun blaming = new RunCommand.AbortRun(
                run, new Code("garbage"), Optional.of(new MemberId("nobody")), ConsortiumFixture.digest("head"));
        scenario.refuses("bank-a", Role.NODE, blaming, Reason.NOT_A_PARTY, "nobody");
        scenario.story().commitInputs(manifest, run);
        scenario.accepts("bank-a", Role.NODE, attestation(0));
        scenario.refuses("bank-a", Role.NODE, abort(), Reason.ALREADY_DECIDED, "bank-a");
        scenario.accepts("telco-b", Role.NODE, abort());
    }

    @Test
    void attestation_waits_for_all_inputs_and_ends_at_the_deadline() {
        scenario.refuses("bank-a", Role.NODE, attestation(0), Reason.STATE_FORBIDS, "STARTED");
        scenario.story().commitInputs(manifest, run);
        scenario.accepts("bank-a", Role.NODE, attestation(0));
        scenario.refuses("bank-a", Role.NODE, attestation(0), Reason.ALREADY_DECIDED, "bank-a");
        scenario.story().pass(600_000);
        scenario.refuses("telco-b", Role.NODE, attestation(1), Reason.STATE_FORBIDS, "LATE");
    }

    @Test
    void differing_attestations_never_agree() {
        scenario.story().commitInputs(manifest, run);
        scenario.story().attest(manifest, run, manifest.parties().get(0));
        scenario.story().attest(manifest, run, manifest.parties().get(1));
        RunCommand.AttestResult honest = attestation(2);
        RunCommand.AttestResult differing =
                new RunCommand.AttestResult(run, AttestationChecksTest.withoutReleases(honest.common()), honest.own());
        scenario.accepts("clearing-c", Role.NODE, differing);
        assertThat(state()).isEqualTo(RunState.COMPUTING);
        scenario.story().pass(600_000);
        assertThat(state()).isEqualTo(RunState.LATE);
    }

    @Test
    void keys_are_released_once_only_while_attested_and_only_those_attested() {
        RunCommand.Release telcos =
                Story.released(manifest, run, manifest.parties().get(1));
        scenario.refuses("telco-b", Role.NODE, telcos, Reason.STATE_FORBIDS, "STARTED");
        scenario.story().commitInputs(manifest, run);
        scenario.story().attest(manifest, run);
        assertThat(state()).isEqualTo(RunState.ATTESTED);
        scenario.refuses("bank-a", Role.NODE, new RunCommand.Release(run, List.of()), Reason.NOT_A_PARTY, "bank-a");
        scenario.refuses(
                "telco-b", Role.NODE, new RunCommand.Release(run, List.of()), Reason.MANIFEST_MISMATCH, "/keys");
        ReleasedKey key = telcos.keys().get(0);
        ReleasedKey other = new ReleasedKey(key.output(), key.recipient(), Bytes.of(new byte[] {1}));
        scenario.refuses(
                "telco-b", Role.NODE, new RunCommand.Release(run, List.of(other)), Reason.MANIFEST_MISMATCH, "/keys/0");
        scenario.accepts("telco-b", Role.NODE, telcos);
        scenario.refuses("telco-b", Role.NODE, telcos, Reason.ALREADY_DECIDED, "telco-b");
        assertThat(state()).isEqualTo(RunState.ATTESTED);
        scenario.story().pass(700_000);
        assertThat(state()).isEqualTo(RunState.WITHHELD);
        scenario.refuses(
                "clearing-c",
                Role.NODE,
                Story.released(manifest, run, manifest.parties().get(2)),
                Reason.STATE_FORBIDS,
                "WITHHELD");
    }

    @Test
    void a_recipient_confirms_once_what_was_released() {
        RunCommand.ConfirmReceipt receipt = new RunCommand.ConfirmReceipt(run, ConsortiumFixture.digest("result"));
        scenario.refuses("bank-a", Role.NODE, receipt, Reason.STATE_FORBIDS, "STARTED");
        scenario.story().finish(manifest, run);
        assertThat(state()).isEqualTo(RunState.RELEASED);
        scenario.refuses("telco-b", Role.NODE, receipt, Reason.NOT_A_PARTY, "telco-b");
        scenario.accepts("bank-a", Role.NODE, receipt);
        scenario.refuses("bank-a", Role.NODE, receipt, Reason.ALREADY_DECIDED, "bank-a");
    }

    @Test
    void after_the_outcome_only_reservations_move() {
        scenario.accepts("telco-b", Role.NODE, abort());
        scenario.story().pass(120_000);
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.CloseRun(run));
        assertThat(state()).isEqualTo(RunState.DECIDED);
        scenario.refuses("bank-a", Role.NODE, Story.commitment(run, loans), Reason.STATE_FORBIDS, "DECIDED");
        scenario.accepts("bank-a", Role.NODE, new RunCommand.ReturnReservation(run, loans.name()));
    }
}
