package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.NodeCore;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.node.store.Tombstone;
import io.datapact.node.testing.SharedPlaintextPlugin;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What telco-b ends binds its node before, and whether or not, the ledger has it. */
@Timeout(60)
class OwnEndsTest {
    private static final DatasetId DATASET = new DatasetId("telco-b/subscribers");

    @TempDir
    private Path home;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
        threads.shutdownNow();
        consortium.close();
    }

    /** Ends something at a node. */
    interface Act {
        CommandDesk.Filed by(OwnEndsTest test) throws InterruptedException;
    }

    /** Names what ends. */
    interface Named {
        Tombstone in(OwnEndsTest test);
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                of(
                        "dataset",
                        t -> t.telco().datasets().withdraw(DATASET),
                        t -> Tombstone.of(DATASET),
                        Reason.DATASET_WITHDRAWN),
                of(
                        "task",
                        t -> t.telco().approvals().close(t.manifest.task(), new Code("no-longer-needed")),
                        t -> Tombstone.of(t.manifest.task()),
                        Reason.STATE_FORBIDS),
                of(
                        "node certificate",
                        t -> t.revoke(Role.NODE),
                        t -> t.certificate(Role.NODE),
                        Reason.CERTIFICATE_REVOKED),
                of(
                        "approver's certificate",
                        t -> t.revoke(Role.APPROVER),
                        t -> t.certificate(Role.APPROVER),
                        Reason.APPROVAL_REVOKED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void binds_while_the_ledger_swallows_the_command_and_after_a_restart(
            String name, Act act, Named what, Reason reason) throws Exception {
        consortium.ledger().withhold(command -> true);
        Future<CommandDesk.Filed> filing = threads.submit(() -> act.by(this));
        Waiting.until(consortium, run, () -> buried(what.in(this)));
        assertThat(filing).isNotDone();
        threads.shutdownNow();
        consortium.ledger().withhold(command -> false);
        assertThat(WholeRunTest.reason(start())).isEqualTo(reason);
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(CrashPoints.NONE);
        assertThat(WholeRunTest.reason(start())).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void is_written_before_the_command_is_handed_in(String name, Act act, Named what, Reason reason) throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        consortium.ledger().withhold(command -> {
            written.set(buried(what.in(this)));
            return false;
        });
        assertThat(buried(what.in(this))).isFalse();
        TestConsortium.stands(act.by(this));
        assertThat(written).isTrue();
    }

    static Stream<Arguments> atTheGate() {
        return Stream.concat(
                ends(),
                Stream.of(of(
                        "TLS certificate",
                        t -> t.revoke(Role.TLS),
                        t -> t.certificate(Role.TLS),
                        Reason.CERTIFICATE_REVOKED)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("atTheGate")
    void stops_a_started_run_at_the_gate(String name, Act act, Named what, Reason reason) throws Exception {
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(point -> {
            if (point.equals(CrashPoints.AFTER_START_SEEN)) {
                consortium.node("telco-b").store().bury(what.in(this));
            }
        });
        assertThat(start()).isInstanceOf(RunStarter.Started.Filed.class);
        Waiting.until(
                consortium, run, () -> Waiting.state(consortium).has(RunKeys.abort(run, new MemberId("telco-b"))));
        assertThat(Waiting.state(consortium).read(RunKeys.abort(run, new MemberId("telco-b"))))
                .map(Abort::cause)
                .contains(EndCause.of(reason));
        assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                .isZero();
    }

    @Test
    void leaves_alone_what_is_another_members() throws Exception {
        DatasetId loans = new DatasetId("bank-a/loans");
        Tombstone bank =
                Tombstone.of(consortium.fixture().identity("bank-a", Role.NODE).digest());
        assertThat(telco().datasets().withdraw(loans).outcome()).isInstanceOf(SubmitOutcome.Rejected.class);
        assertThat(telco().certificates()
                        .revoke(
                                consortium
                                        .fixture()
                                        .identity("bank-a", Role.NODE)
                                        .digest(),
                                "key-compromise",
                                consortium.clock().millis() - 1_000)
                        .outcome())
                .isInstanceOf(SubmitOutcome.Rejected.class);
        assertThat(buried(Tombstone.of(loans))).isFalse();
        assertThat(buried(bank)).isFalse();
    }

    private static Arguments of(String name, Act act, Named what, Reason reason) {
        return Arguments.of(name, act, what, reason);
    }

    private NodeCore.UseCases telco() {
        return consortium.node("telco-b").core().useCases();
    }

    private CommandDesk.Filed revoke(Role role) throws InterruptedException {
        return telco().certificates()
                .revoke(
                        consortium.fixture().identity("telco-b", role).digest(),
                        "key-compromise",
                        consortium.clock().millis() - 1_000);
    }

    private Tombstone certificate(Role role) {
        return Tombstone.of(consortium.fixture().identity("telco-b", role).digest());
    }

    private boolean buried(Tombstone what) {
        return consortium.node("telco-b").store().buried(what);
    }

    private RunStarter.Started start() throws InterruptedException {
        return consortium.node("bank-a").core().runs().starter().start(run);
    }
}
