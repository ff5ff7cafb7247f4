package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Member;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.NodeCore;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.Tombstone;
import io.datapact.node.testing.SharedPlaintextPlugin;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Consent that is withdrawn while a run is under way, as telco-b's node meets it: between the gate and the last input,
 * and while the plugin is at work.
 */
@Timeout(60)
class WithdrawnTest {
    private static final String REASON = "key-compromise";

    @TempDir
    private Path home;

    private final AtomicReference<Optional<Throwable>> failed = new AtomicReference<>(Optional.empty());
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
        assertThat(failed.get()).isEmpty();
    }

    /** What happens at the point. */
    interface Act {
        void on(WithdrawnTest test) throws InterruptedException;
    }

    static Stream<Arguments> withdrawals() {
        return Stream.concat(own(), others()).flatMap(each -> each);
    }

    private static Stream<Stream<Arguments>> own() {
        return Stream.of(
                of("the own approval revoked", "approval-revoked", t -> t.revokeApproval("telco-b")),
                of(
                        "the own approval revoked, withheld by the ledger",
                        "approval-revoked",
                        t -> t.consortium
                                .node("telco-b")
                                .store()
                                .revokeThrough(t.manifest.task(), OwnRevocations.EVERYTHING)),
                of(
                        "the own dataset withdrawn, withheld",
                        "dataset-withdrawn",
                        t -> t.bury(Tombstone.of(new DatasetId("telco-b/subscribers")))),
                of(
                        "the own approver's certificate revoked, withheld",
                        "approval-revoked",
                        t -> t.bury(t.certificate(Role.APPROVER))),
                of(
                        "the own node's certificate revoked, withheld",
                        "certificate-revoked",
                        t -> t.bury(t.certificate(Role.NODE))),
                of(
                        "the own TLS certificate revoked, withheld",
                        "certificate-revoked",
                        t -> t.bury(t.certificate(Role.TLS))));
    }

    private static Stream<Stream<Arguments>> others() {
        return Stream.of(
                of("another's approval revoked", "approval-revoked", t -> t.revokeApproval("clearing-c")),
                of(
                        "an approver's certificate revoked",
                        "approval-revoked",
                        t -> t.revokeCertificate("bank-a", Role.APPROVER)),
                of(
                        "a party's node certificate revoked",
                        "certificate-revoked",
                        t -> t.revokeCertificate("clearing-c", Role.NODE)),
                of(
                        "a party's TLS certificate revoked",
                        "certificate-revoked",
                        t -> t.revokeCertificate("clearing-c", Role.TLS)),
                of(
                        "another's dataset withdrawn",
                        "dataset-withdrawn",
                        t -> TestConsortium.stands(
                                t.useCases("bank-a").datasets().withdraw(new DatasetId("bank-a/loans")))));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("withdrawals")
    void ends_a_run_with_nothing_released(String name, String point, String reason, Act act) throws Exception {
        at(point, act);
        start();
        Waiting.until(consortium, run, () -> !aborts().isEmpty());
        assertThat(aborts()).extracting(Abort::cause).contains(new Code("refused/" + reason));
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.ABORTED);
        assertThat(Waiting.state(consortium).has(RunKeys.attestation(run, new MemberId("telco-b"))))
                .isFalse();
        assertThat(ConsortiumFixture.MEMBERS)
                .noneMatch(member -> Waiting.state(consortium).has(RunKeys.release(run, new MemberId(member))));
        assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                .isLessThanOrEqualTo(1);
        assertThat(consortium.node("bank-a").folders().results().read(run, new Code("table")))
                .isEmpty();
    }

    @Test
    void records_the_gates_refusal_though_the_ledger_is_away_when_it_comes() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        at(CrashPoints.AFTER_START_SEEN, t -> {
            t.consortium.node("telco-b").store().revokeThrough(t.manifest.task(), OwnRevocations.EVERYTHING);
            if (away.compareAndSet(false, true)) {
                t.consortium.ledger().beAwayOnce(command -> Waiting.byNodeOf(consortium, "telco-b", command));
            }
        });
        start();
        Waiting.until(consortium, run, () -> !aborts().isEmpty());
        assertThat(consortium.ledger().entries().stream().flatMap(entry -> entry.writes().stream()))
                .filteredOn(write -> write.key().startsWith("denial/telco-b/1/bank-a/"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("points")
    void lets_a_run_live_on_when_its_task_is_closed(String point) throws Exception {
        at(
                point,
                t -> TestConsortium.stands(
                        t.useCases("telco-b").approvals().close(t.manifest.task(), new Code("no-longer-needed"))));
        start();
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.SETTLED);
    }

    @Test
    void lets_a_suspended_member_finish_what_it_began() throws Exception {
        start();
        Waiting.until(consortium, run, () -> Waiting.state(consortium).has(RunKeys.run(run)));
        Run started = Waiting.state(consortium).read(RunKeys.run(run)).orElseThrow();
        Member suspended = Altered.suspended(Waiting.state(consortium)
                .read(MemberKeys.member(new MemberId("clearing-c")))
                .orElseThrow());
        byte[] changed = RecordCodec.of(Member.class).encode(suspended);
        StateReader state = new StateReader(new AlteredReplica(
                        consortium.ledger(),
                        Waiting.startOf(consortium, run).position(),
                        Map.of(MemberKeys.member(new MemberId("clearing-c")).path(), Optional.of(changed)))
                .view()
                .state());
        Standing standing = new Standing(state, consortium.clock().millis());
        assertThat(standing.afterStart(manifest, started.parties())).isEmpty();
        assertThat(standing.parties(started.parties())).isPresent();
    }

    static List<String> points() {
        return List.of(CrashPoints.AFTER_INPUT_COMMITTED, CrashPoints.DURING_COMPUTE);
    }

    private static Stream<Arguments> of(String name, String reason, Act act) {
        return points().stream().map(point -> Arguments.of(name, point, reason, act));
    }

    private void at(String point, Act act) {
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(here -> {
            if (here.equals(point)) {
                run(act);
            }
        });
    }

    private void run(Act act) {
        try {
            act.on(this);
        } catch (InterruptedException | RuntimeException e) {
            failed.set(Optional.of(e));
        }
    }

    private void bury(Tombstone ended) {
        consortium.node("telco-b").store().bury(ended);
    }

    private Tombstone certificate(Role role) {
        return Tombstone.of(consortium.fixture().identity("telco-b", role).digest());
    }

    private void revokeApproval(String member) throws InterruptedException {
        TestConsortium.stands(useCases(member).approvals().revoke(manifest.task()));
    }

    private void revokeCertificate(String member, Role role) throws InterruptedException {
        TestConsortium.stands(useCases(member)
                .certificates()
                .revoke(
                        consortium.fixture().identity(member, role).digest(),
                        REASON,
                        consortium.clock().millis() - 1_000));
    }

    private NodeCore.UseCases useCases(String member) {
        return consortium.node(member).core().useCases();
    }

    private void start() throws InterruptedException {
        assertThat(consortium.node("bank-a").core().runs().starter().start(run))
                .isInstanceOf(RunStarter.Started.Filed.class);
    }

    private List<Abort> aborts() {
        return ConsortiumFixture.MEMBERS.stream()
                .flatMap(member -> Waiting.state(consortium).read(RunKeys.abort(run, new MemberId(member))).stream())
                .toList();
    }
}
