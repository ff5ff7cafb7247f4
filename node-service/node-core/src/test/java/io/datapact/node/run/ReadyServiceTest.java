package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.testing.TestConsortium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What telco-b's node answers to questions whether it is ready. */
@Timeout(60)
class ReadyServiceTest {
    private static final NodeId BANK = new NodeId("bank-a/1");

    @TempDir
    private static Path home;

    private static TestConsortium consortium;
    private static TaskManifest approved;
    private static TaskManifest proposed;

    @BeforeAll
    static void approve_one_task_and_propose_another() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        approved = consortium.propose("bank-a/2026-000001");
        consortium.approveAndFund(approved);
        proposed = consortium.propose("bank-a/2026-000002", 2);
    }

    @AfterAll
    static void stop_nodes() {
        consortium.close();
    }

    @Test
    void gives_a_ready_for_exactly_the_run_asked_about() throws Exception {
        ReadyAnswer answer = answer(signed(ask(approved, 1)));
        assertThat(answer).isInstanceOf(ReadyAnswer.Given.class);
        Dsse.Envelope envelope = envelope(((ReadyAnswer.Given) answer).envelope());
        Ready ready = ready(envelope);
        assertThat(ready.run()).isEqualTo(new RunId(approved.task(), 1));
        assertThat(ready.manifestDigest()).isEqualTo(approved.digest());
        assertThat(ready.node()).isEqualTo(new NodeId("telco-b/1"));
        assertThat(ready.tlsCertificate())
                .isEqualTo(consortium.fixture().identity("telco-b", Role.TLS).digest());
        TestIdentity telco = consortium.fixture().identity("telco-b", Role.NODE);
        assertThat(consortium
                        .fixture()
                        .verifier()
                        .verify(
                                telco.key().spki(),
                                envelope.signedBytes(),
                                envelope.signatures().getFirst().sig().toBytes()))
                .isTrue();
    }

    @Test
    void refuses_a_run_before_its_approval_and_records_that() throws Exception {
        Bytes question = signed(ask(proposed, 1));
        assertThat(reason(answer(question))).isEqualTo(Reason.APPROVAL_MISSING);
        assertThat(denial(question)).hasValueSatisfying(denial -> {
            assertThat(denial.reason()).isEqualTo("APPROVAL_MISSING");
            assertThat(denial.run()).contains(new RunId(proposed.task(), 1));
        });
        assertThat(consortium.node("telco-b").folders().evidence().files(proposed.task()))
                .anySatisfy(file -> assertThat(file.name()).endsWith(".denial.dsse.json"));
    }

    @Test
    void refuses_a_run_beyond_those_approved() throws Exception {
        assertThat(reason(answer(signed(ask(approved, 2))))).isIn(Reason.USES_EXHAUSTED, Reason.NOT_NEXT);
    }

    @Test
    void refuses_another_manifest_digest() throws Exception {
        AskReady ask = consortium.fixture().askReady("bank-a", new RunId(approved.task(), 1), proposed.digest(), now());
        assertThat(reason(answer(signed(ask)))).isEqualTo(Reason.MANIFEST_MISMATCH);
    }

    @Test
    void refuses_a_stale_question() throws Exception {
        AskReady ask = consortium
                .fixture()
                .askReady("bank-a", new RunId(approved.task(), 1), approved.digest(), now() - 61_000);
        assertThat(reason(answer(signed(ask)))).isEqualTo(Reason.COMMAND_EXPIRED);
    }

    @Test
    void refuses_a_question_of_another_network() throws Exception {
        AskReady own = ask(approved, 1);
        Digest other = Digest.of("another network".getBytes(StandardCharsets.UTF_8));
        AskReady ask = new AskReady(
                own.type(), other, own.run(), own.manifestDigest(), own.asker(), own.nodeCertificate(), own.at());
        assertThat(reason(answer(signed(ask)))).isEqualTo(Reason.WRONG_NETWORK);
    }

    @Test
    void refuses_a_forged_question_without_a_record() throws Exception {
        TestIdentity other = consortium.fixture().identity("clearing-c", Role.NODE);
        Bytes forged = consortium.fixture().message(other, ask(approved, 1));
        long entries = consortium.ledger().entries().size();
        assertThat(reason(answer(forged))).isEqualTo(Reason.CERTIFICATE_UNKNOWN);
        assertThat(consortium.ledger().entries()).hasSize((int) entries);
    }

    @Test
    void refuses_a_question_passed_on_by_another_node() throws Exception {
        assertThat(reason(answer(new NodeId("clearing-c/1"), signed(ask(approved, 1)))))
                .isEqualTo(Reason.CERTIFICATE_UNKNOWN);
    }

    @Test
    void refuses_a_certificate_that_is_not_registered() throws Exception {
        TestIdentity fresh = consortium.fixture().newIdentity("bank-a", Role.NODE, "1");
        AskReady own = ask(approved, 1);
        AskReady ask = new AskReady(
                own.type(), own.network(), own.run(), own.manifestDigest(), own.asker(), fresh.digest(), own.at());
        assertThat(reason(answer(consortium.fixture().message(fresh, ask)))).isEqualTo(Reason.CERTIFICATE_UNKNOWN);
    }

    @Test
    void refuses_a_certificate_of_another_role() throws Exception {
        TestIdentity approver = consortium.fixture().identity("bank-a", Role.APPROVER);
        AskReady own = ask(approved, 1);
        AskReady ask = new AskReady(
                own.type(),
                own.network(),
                own.run(),
                own.manifestDigest(),
                new NodeId("bank-a/approver-1"),
                approver.digest(),
                own.at());
        assertThat(reason(answer(
                        new NodeId("bank-a/approver-1"), consortium.fixture().message(approver, ask))))
                .isEqualTo(Reason.CERTIFICATE_WRONG_ROLE);
    }

    @Test
    void refuses_garbage() throws Exception {
        assertThat(reason(answer(Bytes.of("garbage".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(Reason.MALFORMED);
        TestIdentity bank = consortium.fixture().identity("bank-a", Role.NODE);
        byte[] sealed = consortium
                .fixture()
                .seal(bank.key(), Dsse.COMMAND, RecordCodec.of(AskReady.class).encode(ask(approved, 1)));
        assertThat(reason(answer(Bytes.of(sealed)))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void holds_one_ready_a_dataset_at_a_time() {
        ReadyDesk desk = new ReadyDesk(
                consortium.node("telco-b").signer(Role.NODE),
                new CommandSigner(approved.network(), consortium.clock(), new SecureRandom()));
        var task =
                Waiting.state(consortium).read(TaskKeys.task(approved.task())).orElseThrow();
        assertThat(desk.reserve(ask(approved, 1), task, 0)).isEmpty();
        assertThat(desk.reserve(ask(approved, 1), task, 1_000)).isEmpty();
        assertThat(desk.reserve(ask(proposed, 1), task, 2_000))
                .hasValueSatisfying(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PARTY_NOT_READY));
        assertThat(desk.reserve(ask(proposed, 1), task, 62_000)).isEmpty();
        desk.started(new RunId(proposed.task(), 1));
        assertThat(desk.reserve(ask(approved, 1), task, 62_001)).isEmpty();
    }

    private static AskReady ask(TaskManifest manifest, long run) {
        return consortium.fixture().askReady("bank-a", new RunId(manifest.task(), run), manifest.digest(), now());
    }

    private static long now() {
        return consortium.clock().millis();
    }

    private static Bytes signed(AskReady ask) {
        return consortium.fixture().message(consortium.fixture().identity("bank-a", Role.NODE), ask);
    }

    private static ReadyAnswer answer(Bytes envelope) throws InterruptedException {
        return answer(BANK, envelope);
    }

    private static ReadyAnswer answer(NodeId caller, Bytes envelope) throws InterruptedException {
        return consortium.node("telco-b").core().runs().ready().answer(caller, envelope.toBytes());
    }

    private static Reason reason(ReadyAnswer answer) {
        return ((ReadyAnswer.Denied) answer).refusal().reason();
    }

    private static Dsse.Envelope envelope(Bytes bytes) {
        return ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(bytes.toBytes())).value();
    }

    private static Ready ready(Dsse.Envelope envelope) {
        return ((Parsed.Value<Ready>)
                        RecordCodec.of(Ready.class).decode(envelope.payload().toBytes()))
                .value();
    }

    private static Optional<Denial> denial(Bytes question) {
        long day = TimeUnit.MILLISECONDS.toDays(now());
        Digest about = envelope(question).payloadDigest();
        for (long seq = 1; seq <= 8; seq++) {
            Optional<Denial> found = Waiting.state(consortium)
                    .read(EvidenceKeys.denial(new NodeId("telco-b/1"), new MemberId("bank-a"), day, seq))
                    .filter(denial -> denial.about().equals(about));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
