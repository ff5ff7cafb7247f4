package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.compute.RunFailure;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.RunStates;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Peers that would have an honest party be the only one without an attestation at the deadline, so that row 9 of the
 * closing table takes its penalty. The story's run lasts 600 s; the margin before its deadline is 120 s.
 */
@Timeout(60)
class HostilePeerTest {
    private static final NodeId TELCO = new NodeId("telco-b/1");
    private static final long NEARLY_TO_THE_MARGIN = 400_000;
    private static final long INTO_THE_MARGIN = 90_000;
    private static final long TURNS_TO_CLOSE = 20_000;
    private static final long DEPOSIT = 10_000;

    @TempDir
    private Path home;

    private final CountDownLatch over = new CountDownLatch(1);
    private TestConsortium consortium;
    private RunId run;

    @BeforeEach
    void approve_a_task() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        run = consortium.approveAndFund(consortium.propose("bank-a/2026-000001"));
    }

    @AfterEach
    void stop_nodes() {
        over.countDown();
        consortium.close();
    }

    @Test
    void gives_up_where_a_party_attests_and_never_delivers_its_share() throws Exception {
        consortium
                .peers()
                .meddle((from, to) -> from.equals(TELCO) ? Optional.of(PeerAnswer.taken()) : Optional.empty());
        start();
        Waiting.until(consortium, run, () -> attested("telco-b") && attested("clearing-c"));
        consortium.clock().advance(NEARLY_TO_THE_MARGIN);
        assertGoesOn();
        consortium.clock().advance(INTO_THE_MARGIN);

        assertAbortedFreely("bank-a", EndCause.SHARE_MISSING, "telco-b");
        assertThat(attested("bank-a")).isFalse();
    }

    @Test
    void gives_up_where_the_recipient_attests_and_never_takes_the_share() throws Exception {
        consortium.peers().meddle((from, to) -> refusedIf(from.equals(TELCO)));
        start();
        attestAsBank();
        consortium.clock().advance(NEARLY_TO_THE_MARGIN);
        assertGoesOn();
        consortium.clock().advance(INTO_THE_MARGIN);

        assertAbortedFreely("telco-b", EndCause.SHARE_NOT_TAKEN, "bank-a");
        assertThat(attested("telco-b")).isFalse();
    }

    @Test
    void gives_up_where_the_recipient_attests_and_keeps_the_senders_call_waiting() throws Exception {
        consortium.peers().meddle((from, to) -> from.equals(TELCO) ? waitForEver() : Optional.empty());
        start();
        attestAsBank();
        consortium.clock().advance(NEARLY_TO_THE_MARGIN);
        assertGoesOn();
        consortium.clock().advance(INTO_THE_MARGIN);

        assertAbortedFreely("telco-b", EndCause.SHARE_NOT_TAKEN, "bank-a");
        assertThat(attested("telco-b")).isFalse();
    }

    @Test
    void gives_up_where_a_peer_stalls_the_computation() throws Exception {
        holdTelcoAt(CrashPoints.DURING_COMPUTE);
        start();
        Waiting.until(
                consortium,
                run,
                () -> ConsortiumFixture.MEMBERS.stream()
                        .allMatch(
                                member -> Waiting.stage(consortium, member, run).equals("computing")));
        consortium.ledger().withhold(this::telcos);
        consortium.clock().advance(NEARLY_TO_THE_MARGIN);
        assertGoesOn();
        consortium.clock().advance(INTO_THE_MARGIN);

        Waiting.until(consortium, run, () -> honestAbort().isPresent());
        // Whichever honest party gives up first leaves the channels, which is what the other may see.
        assertThat(honestAbort().orElseThrow().cause()).isIn(EndCause.TIME_OVER, EndCause.of(RunFailure.PEER_LOST));
    }

    @Test
    void gives_up_where_an_owner_keeps_its_input_back_to_commit_it_at_the_last_moment() throws Exception {
        holdTelcoAt(CrashPoints.AFTER_START_SEEN);
        start();
        Waiting.until(consortium, run, () -> Waiting.state(consortium).has(RunKeys.input(run, new Code("loans"))));
        consortium.clock().advance(NEARLY_TO_THE_MARGIN);
        assertGoesOn();
        consortium.clock().advance(INTO_THE_MARGIN);

        Waiting.until(consortium, run, () -> honestAbort().isPresent());
        Abort abort = honestAbort().orElseThrow();
        assertThat(abort.cause()).isEqualTo(EndCause.INPUT_MISSING);
        assertThat(abort.peer()).contains(new MemberId("telco-b"));
    }

    /** bank-a's own software is out of the way; whoever holds its key attests what clearing-c attested. */
    private void attestAsBank() throws InterruptedException {
        Waiting.until(consortium, run, () -> attested("clearing-c"));
        consortium.node("bank-a").kill();
        Attestation honest = attestation("clearing-c").orElseThrow();
        OwnPart own = new OwnPart(
                honest.own().evidenceHead(),
                0,
                List.of(),
                List.of(),
                List.of(),
                honest.own().checks());
        CommandDesk desk = new CommandDesk(
                consortium.ledger(),
                new CommandSigner(consortium.fixture().network(), consortium.clock(), new SecureRandom()));
        TestConsortium.stands(
                desk.file(consortium.node("bank-a").signer(Role.NODE), new AttestResult(run, honest.common(), own)));
    }

    private void assertGoesOn() {
        assertThat(stateOf()).isIn(RunState.STARTED, RunState.COMPUTING);
        assertThat(ConsortiumFixture.MEMBERS).allMatch(member -> abort(member).isEmpty());
    }

    /** Aborted by the honest party before the deadline, and all deposits are back. */
    private void assertAbortedFreely(String member, Code cause, String blamed) throws InterruptedException {
        Waiting.until(consortium, run, () -> abort(member).isPresent());
        Abort abort = abort(member).orElseThrow();
        consortium.clock().advance(TURNS_TO_CLOSE);
        Outcome outcome = Waiting.outcome(consortium, run);
        assertThat(abort.cause()).isEqualTo(cause);
        assertThat(abort.peer()).contains(new MemberId(blamed));
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.ABORTED);
        assertThat(ConsortiumFixture.MEMBERS)
                .allMatch(each -> outcome.postings().stream()
                        .anyMatch(posting -> posting.to().value().equals(each) && posting.amount() == DEPOSIT));
    }

    private void start() throws InterruptedException {
        assertThat(consortium.node("bank-a").core().runs().starter().start(run))
                .isInstanceOf(RunStarter.Started.Filed.class);
    }

    private void holdTelcoAt(String point) {
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(here -> {
            if (here.equals(point)) {
                waitForEver();
            }
        });
    }

    private static Optional<PeerAnswer> refusedIf(boolean hostile) {
        return hostile ? Optional.of(new PeerAnswer.Refused("QUOTA_EXCEEDED", "never")) : Optional.empty();
    }

    private Optional<PeerAnswer> waitForEver() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(PeerAnswer.taken());
    }

    private RunState stateOf() {
        return RunStates.of(Waiting.state(consortium), run, consortium.clock().millis())
                .orElseThrow();
    }

    private boolean attested(String member) {
        return attestation(member).isPresent();
    }

    private Optional<Attestation> attestation(String member) {
        return Waiting.state(consortium).read(RunKeys.attestation(run, new MemberId(member)));
    }

    /** The stalling node keeps quiet, as its owner wants it to. */
    private boolean telcos(SignedCommand command) {
        return Waiting.byNodeOf(consortium, "telco-b", command);
    }

    private Optional<Abort> honestAbort() {
        return abort("bank-a").or(() -> abort("clearing-c"));
    }

    private Optional<Abort> abort(String member) {
        return Waiting.state(consortium).read(RunKeys.abort(run, new MemberId(member)));
    }
}
