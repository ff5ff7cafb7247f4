package io.datapact.node.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.evidence.SettlementPredicate;
import io.datapact.contract.evidence.Statement;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.node.identity.Pkcs12Signer;
import io.datapact.pki.key.KeyMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLogTest {
    private static final TaskId TASK = new TaskId("bank-a/2026-000001");
    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();
    private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(1_790_009_600_000L);

    @TempDir
    private Path folder;

    @Test
    void links_each_statement_to_the_one_before() {
        EvidenceLog log = open("bank-a");
        for (int run = 1; run <= 3; run++) {
            append(log, run);
        }
        List<Statement> said =
                log.files(TASK).stream().map(EvidenceLogTest::statement).toList();
        Optional<Digest> previous = Optional.empty();
        for (int at = 0; at < said.size(); at++) {
            ChainLink link = predicate(said.get(at)).link();
            assertThat(link.counter()).isEqualTo(at + 1);
            assertThat(link.previous()).isEqualTo(previous);
            previous = Optional.of(Digest.of(said.get(at).encode()));
        }
        assertThat(log.head(TASK)).contains(new EvidenceHead(previous.orElseThrow(), 3));
        assertThat(log.files(TASK))
                .extracting(EvidenceFile::name)
                .containsExactly(
                        "000001.settlement.dsse.json", "000002.settlement.dsse.json", "000003.settlement.dsse.json");
    }

    @Test
    void goes_on_where_it_stood_when_opened_again() {
        append(open("bank-a"), 1);
        EvidenceLog again = open("bank-a");
        assertThat(append(again, 2).count()).isEqualTo(2);
        assertThat(open("bank-a").head(TASK)).isEqualTo(again.head(TASK));
    }

    @Test
    void says_once_what_is_repeated_and_gives_the_head_of_that_statement() {
        EvidenceLog log = open("bank-a");
        EvidenceHead first = once(log, 1);
        append(log, 2);
        assertThat(once(log, 1)).isEqualTo(first);
        assertThat(log.head(TASK).orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void refuses_a_chain_with_a_gap() throws IOException {
        EvidenceLog log = open("bank-a");
        append(log, 1);
        append(log, 2);
        append(log, 3);
        Files.delete(file("000002.settlement.dsse.json"));
        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> append(open("bank-a"), 4))
                .withMessageContaining("expected statement 2");
    }

    @Test
    void refuses_a_file_that_was_altered() throws IOException {
        append(open("bank-a"), 1);
        append(open("bank-a"), 2);
        Path first = file("000001.settlement.dsse.json");
        Path second = file("000002.settlement.dsse.json");
        byte[] bytes = Files.readAllBytes(second);
        Files.write(first, bytes);
        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> open("bank-a").head(TASK));
        Files.writeString(first, "{}");
        assertThatExceptionOfType(EvidenceUnavailableException.class)
                .isThrownBy(() -> open("bank-a").head(TASK));
    }

    @Test
    void takes_from_a_peer_only_what_that_peer_signed_about_the_task() {
        EvidenceLog theirs = open("telco-b");
        append(theirs, 1);
        EvidenceFile file = theirs.files(TASK).getFirst();
        PeerEvidence peers = new PeerEvidence(folder.resolve("peers"), FIXTURE.verifier());
        assertThat(accept(peers, "clearing-c", TASK, file)).isFalse();
        assertThat(accept(peers, "telco-b", new TaskId("bank-a/2026-000002"), file))
                .isFalse();
        assertThat(accept(peers, "telco-b", TASK, new EvidenceFile("000002.settlement.dsse.json", file.envelope())))
                .isFalse();
        assertThat(accept(peers, "telco-b", TASK, new EvidenceFile("../escape.json", file.envelope())))
                .isFalse();
        assertThat(accept(peers, "telco-b", TASK, new EvidenceFile(file.name(), garbage())))
                .isFalse();
        assertThat(accept(peers, "telco-b", TASK, forged(file))).isFalse();
        assertThat(peers.files(new MemberId("telco-b"), TASK)).isEmpty();
        assertThat(accept(peers, "telco-b", TASK, file)).isTrue();
        assertThat(accept(peers, "telco-b", TASK, file)).isTrue();
        assertThat(peers.files(new MemberId("telco-b"), TASK)).containsExactly(file);
    }

    private static Bytes garbage() {
        return Bytes.of("garbage".getBytes(StandardCharsets.UTF_8));
    }

    private static EvidenceFile forged(EvidenceFile file) {
        Dsse.Envelope envelope = envelope(file);
        byte[] payload = envelope.payload().toBytes();
        byte[] signed = FIXTURE.seal(FIXTURE.identity("clearing-c", Role.NODE).key(), Dsse.STATEMENT, payload);
        return new EvidenceFile(file.name(), Bytes.of(signed));
    }

    private static boolean accept(PeerEvidence peers, String from, TaskId task, EvidenceFile file) {
        return peers.accept(new MemberId(from), task, file, EvidenceLogTest::certificate);
    }

    private static Optional<Certificate> certificate(Digest digest) {
        return ConsortiumFixture.MEMBERS.stream()
                .map(member -> FIXTURE.identity(member, Role.NODE))
                .filter(identity -> identity.digest().equals(digest))
                .findFirst()
                .map(identity -> new Certificate(
                        digest,
                        identity.memberId(),
                        identity.handle(),
                        identity.role(),
                        identity.chain(),
                        Bytes.of(identity.key().spki()),
                        0,
                        Long.MAX_VALUE,
                        0,
                        Optional.empty()));
    }

    private EvidenceLog open(String member) {
        TestIdentity identity = FIXTURE.identity(member, Role.NODE);
        Pkcs12Signer signer = new Pkcs12Signer(new KeyMaterial(identity.key().privateKey(), identity.certificates()));
        return new EvidenceLog(folder.resolve(member), signer, CLOCK);
    }

    private Path file(String name) {
        return folder.resolve("bank-a").resolve(TASK.value()).resolve(name);
    }

    private static EvidenceHead append(EvidenceLog log, long run) {
        return log.append(TASK, subject(), link -> said(link, run));
    }

    private static EvidenceHead once(EvidenceLog log, long run) {
        RunId id = new RunId(TASK, run);
        return log.appendOnce(
                TASK,
                said -> said instanceof SettlementPredicate other && other.run().equals(id),
                subject(),
                link -> said(link, run));
    }

    private static SettlementPredicate said(ChainLink link, long run) {
        return new SettlementPredicate(
                link, new RunId(TASK, run), OutcomeKind.SETTLED, 3, ConsortiumFixture.digest("outcome"));
    }

    private static Subject subject() {
        return Subject.of(TASK.value(), ConsortiumFixture.digest("manifest"));
    }

    private static Dsse.Envelope envelope(EvidenceFile file) {
        return ((Parsed.Value<Dsse.Envelope>)
                        Dsse.Envelope.parse(file.envelope().toBytes()))
                .value();
    }

    private static Statement statement(EvidenceFile file) {
        return ((Parsed.Value<Statement>)
                        Statement.parse(envelope(file).payload().toBytes()))
                .value();
    }

    private static Predicate predicate(Statement statement) {
        return ((Parsed.Value<Predicate>) statement.read()).value();
    }
}
