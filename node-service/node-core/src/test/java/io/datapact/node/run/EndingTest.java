package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.testing.SharedPlaintextPlugin;
import io.datapact.node.testing.TestConsortium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that must not go on, and what their ends leave. */
@Timeout(60)
class EndingTest {
    @TempDir
    private Path home;

    private TestConsortium consortium;
    private TaskManifest manifest;
    private RunId run;

    @BeforeEach
    void approve_a_task() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        run = consortium.approveAndFund(manifest);
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void refuses_to_start_what_was_revoked_here_though_the_ledger_withholds_it() throws Exception {
        consortium.ledger().withhold(command -> true);
        consortium.node("telco-b").store().revokeThrough(manifest.task(), OwnRevocations.EVERYTHING);
        consortium.ledger().withhold(command -> false);
        assertThat(WholeRunTest.reason(start())).isEqualTo(Reason.APPROVAL_REVOKED);
    }

    @Test
    void stops_at_the_gate_and_says_so_when_policy_changes_after_the_ready() throws Exception {
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(point -> {
            if (point.equals(CrashPoints.AFTER_START_SEEN)) {
                consortium.node("telco-b").store().revokeThrough(manifest.task(), OwnRevocations.EVERYTHING);
            }
        });
        assertThat(start()).isInstanceOf(RunStarter.Started.Filed.class);
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.ABORTED);
        Waiting.done(consortium, run);
        assertThat(abort("telco-b").orElseThrow().cause()).isEqualTo(new Code("refused/approval-revoked"));
        assertThat(input("subscribers").status()).isEqualTo(InputStatus.RETURNED);
        assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                .isZero();
        assertThat(consortium.node("telco-b").folders().evidence().files(manifest.task()))
                .anySatisfy(file -> assertThat(file.name()).contains("denial"));
    }

    @Test
    void ends_a_run_whose_snapshot_is_not_what_was_registered() throws Exception {
        damageSnapshot("telco-b");
        assertThat(start()).isInstanceOf(RunStarter.Started.Filed.class);
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.ABORTED);
        Waiting.done(consortium, run);
        assertThat(abort("telco-b").orElseThrow().cause()).isEqualTo(EndCause.INPUT_MISMATCH);
        assertThat(input("subscribers").status()).isEqualTo(InputStatus.RETURNED);
        assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                .isZero();
    }

    @Test
    void runs_nothing_without_evidence() throws Exception {
        Path evidence = consortium.node("telco-b").home().resolve("evidence");
        Files.delete(evidence);
        Files.writeString(evidence, "a file where the folder was");
        assertThat(start()).isInstanceOf(RunStarter.Started.Filed.class);
        Waiting.until(consortium, run, () -> abort("telco-b").isPresent());
        assertThat(abort("telco-b").orElseThrow().cause()).isEqualTo(EndCause.EVIDENCE_UNAVAILABLE);
        assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                .isZero();
    }

    @Test
    void names_the_member_whose_node_cannot_be_reached() throws Exception {
        consortium.node("clearing-c").kill();
        assertThat(start()).isInstanceOfSatisfying(RunStarter.Started.NotReady.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.PARTY_NOT_READY);
            assertThat(refused.node().member()).isEqualTo(new MemberId("clearing-c"));
        });
    }

    @Test
    void binds_an_own_revocation_before_the_ledger_has_it_and_a_fresh_approval_lifts_it() throws Exception {
        var approvals = consortium.node("telco-b").core().useCases().approvals();
        assertThat(approvals.revoke(manifest.task()).outcome()).isInstanceOf(SubmitOutcome.Committed.class);
        assertThat(consortium.node("telco-b").store().revokedThrough(manifest.task()))
                .isEqualTo(OwnRevocations.EVERYTHING);
        assertThat(WholeRunTest.reason(start())).isEqualTo(Reason.APPROVAL_REVOKED);
        TestConsortium.stands(approvals.approve(manifest.task(), manifest.digest()));
        assertThat(start()).isInstanceOf(RunStarter.Started.Filed.class);
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.SETTLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AnchorEvidence", "ReturnReservation", "AbortRun"})
    void makes_a_command_of_the_end_anew_where_it_was_refused_for_an_older_state(String kind) throws Exception {
        damageSnapshot("telco-b");
        AtomicBoolean met = new AtomicBoolean();
        consortium.ledger().refuseOnce(command -> {
            boolean here = kind(command).equals(kind);
            met.compareAndSet(false, here);
            return here;
        });
        assertThat(start()).isInstanceOf(RunStarter.Started.Filed.class);
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.ABORTED);
        Waiting.done(consortium, run);
        assertThat(met).isTrue();
    }

    private static String kind(SignedCommand command) {
        return Dsse.Envelope.parse(command.envelope()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                        && CommandCodec.decode(envelope.payload().toBytes())
                                instanceof Parsed.Value<CommandPayload>(CommandPayload payload)
                ? payload.command().getClass().getSimpleName()
                : "";
    }

    private RunStarter.Started start() throws InterruptedException {
        return consortium.node("bank-a").core().runs().starter().start(run);
    }

    private Optional<Abort> abort(String member) {
        return Waiting.state(consortium).read(RunKeys.abort(run, new MemberId(member)));
    }

    private RunInput input(String name) {
        return Waiting.state(consortium)
                .read(RunKeys.input(run, new Code(name)))
                .orElseThrow();
    }

    private void damageSnapshot(String member) throws IOException {
        Path snapshots = consortium.node(member).home().resolve("snapshots");
        List<Path> rows;
        try (Stream<Path> files = Files.walk(snapshots)) {
            rows = files.filter(file -> file.endsWith("rows.bin")).toList();
        }
        byte[] bytes = Files.readAllBytes(rows.getFirst());
        bytes[bytes.length - 1] ^= 1;
        Files.write(rows.getFirst(), bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
