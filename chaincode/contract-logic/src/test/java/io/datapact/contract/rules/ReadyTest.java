package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Ready;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Forged, stale and replayed Readys, with real signatures. */
class ReadyTest {
    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();
    private static final TaskManifest MANIFEST = FIXTURE.aTask().runs(2).build();
    private static final Story FUNDED = funded();

    private final Story story = FUNDED.branch();
    private final RunId run = new RunId(MANIFEST.task(), 1);

    private static Story funded() {
        Story story = Story.begun(FIXTURE);
        story.propose(MANIFEST);
        story.approve(MANIFEST);
        story.fund(MANIFEST, 1);
        return story;
    }

    private Decision start(Bytes telcosReady) {
        List<Bytes> readys =
                new ArrayList<>(FIXTURE.start(MANIFEST, 1, story.time()).readys());
        readys.set(1, telcosReady);
        return start(readys);
    }

    private Decision start(List<Bytes> readys) {
        byte[] signed = FIXTURE.signed("bank-a", Role.NODE, new RunCommand.StartRun(run, readys), story.time());
        return story.ledger().judge(signed, story.time());
    }

    private static void assertNotReady(Decision decision, String member) {
        assertThat(decision).isEqualTo(new Decision.Rejected(Reason.PARTY_NOT_READY, member));
    }

    private Ready ready() {
        return FIXTURE.readyOf("telco-b", run, MANIFEST.digest(), story.time());
    }

    private static TestIdentity node(String member) {
        return FIXTURE.identity(member, Role.NODE);
    }

    private Bytes signedBy(TestIdentity signer, UnaryOperator<Ready> change) {
        return FIXTURE.message(signer, change.apply(ready()));
    }

    @Test
    void with_all_readys_the_run_starts_and_pins_their_certificates() {
        story.start(MANIFEST, 1);
        Run started = story.ledger().reader().read(RunKeys.run(run)).orElseThrow();
        assertThat(started.parties()).hasSize(3);
        assertThat(started.parties().get(1).nodeCertificate())
                .isEqualTo(node("telco-b").digest());
        assertThat(started.parties().get(1).tlsCertificate())
                .isEqualTo(FIXTURE.identity("telco-b", Role.TLS).digest());
        assertThat(started.deadline() - started.started()).isEqualTo(600_000);
    }

    @Test
    void a_ready_is_good_for_sixty_seconds() {
        long now = story.time();
        assertThat(start(signedBy(node("telco-b"), r -> at(r, now - 60_000)))).isInstanceOf(Decision.Accepted.class);
        assertThat(start(signedBy(node("telco-b"), r -> at(r, now + 60_000)))).isInstanceOf(Decision.Accepted.class);
        assertNotReady(start(signedBy(node("telco-b"), r -> at(r, now - 60_001))), "telco-b");
        assertNotReady(start(signedBy(node("telco-b"), r -> at(r, now - 61_000))), "telco-b");
        assertNotReady(start(signedBy(node("telco-b"), r -> at(r, now + 60_001))), "telco-b");
    }

    private static Ready at(Ready r, long at) {
        return new Ready(
                r.type(),
                r.network(),
                r.run(),
                r.manifestDigest(),
                r.node(),
                r.nodeCertificate(),
                r.tlsCertificate(),
                r.checkpointSize(),
                r.checkpointRoot(),
                at,
                r.nonce());
    }

    @Test
    void a_ready_of_another_run_is_refused() {
        RunId second = new RunId(MANIFEST.task(), 2);
        Bytes replayed = FIXTURE.ready("telco-b", second, MANIFEST.digest(), story.time());
        assertNotReady(start(replayed), "telco-b");
    }

    @Test
    void a_ready_for_another_manifest_or_network_is_refused() {
        Digest other = ConsortiumFixture.digest("other");
        assertNotReady(start(FIXTURE.ready("telco-b", run, other, story.time())), "telco-b");
        assertNotReady(
                start(signedBy(
                        node("telco-b"),
                        r -> new Ready(
                                r.type(),
                                other,
                                r.run(),
                                r.manifestDigest(),
                                r.node(),
                                r.nodeCertificate(),
                                r.tlsCertificate(),
                                r.checkpointSize(),
                                r.checkpointRoot(),
                                r.at(),
                                r.nonce()))),
                "telco-b");
    }

    @Test
    void a_ready_forged_by_another_member_is_refused() {
        assertNotReady(start(signedBy(node("bank-a"), r -> r)), "telco-b");
        UnaryOperator<Ready> ownCertificate =
                r -> certificates(r, node("bank-a").digest(), r.tlsCertificate());
        assertNotReady(start(signedBy(node("bank-a"), ownCertificate)), "telco-b");
        assertNotReady(start(FIXTURE.ready("bank-a", run, MANIFEST.digest(), story.time())), "telco-b");
    }

    private static Ready certificates(Ready r, Digest node, Digest tls) {
        return new Ready(
                r.type(),
                r.network(),
                r.run(),
                r.manifestDigest(),
                r.node(),
                node,
                tls,
                r.checkpointSize(),
                r.checkpointRoot(),
                r.at(),
                r.nonce());
    }

    @Test
    void a_ready_names_registered_certificates_of_the_node_in_their_roles() {
        Digest approver = FIXTURE.identity("telco-b", Role.APPROVER).digest();
        Digest foreignTls = FIXTURE.identity("bank-a", Role.TLS).digest();
        Digest unknown = ConsortiumFixture.digest("unregistered");
        for (Digest tls : List.of(foreignTls, approver, unknown, node("telco-b").digest())) {
            UnaryOperator<Ready> change = r -> certificates(r, r.nodeCertificate(), tls);
            assertNotReady(start(signedBy(node("telco-b"), change)), "telco-b");
        }
        TestIdentity approverIdentity = FIXTURE.identity("telco-b", Role.APPROVER);
        assertNotReady(
                start(signedBy(approverIdentity, r -> certificates(r, approver, r.tlsCertificate()))), "telco-b");
        UnaryOperator<Ready> otherNode = r -> new Ready(
                r.type(),
                r.network(),
                r.run(),
                r.manifestDigest(),
                new NodeId("telco-b/2"),
                r.nodeCertificate(),
                r.tlsCertificate(),
                r.checkpointSize(),
                r.checkpointRoot(),
                r.at(),
                r.nonce());
        assertNotReady(start(signedBy(node("telco-b"), otherNode)), "telco-b");
    }

    @Test
    void a_ready_under_a_revoked_certificate_is_refused() {
        for (Role role : List.of(Role.NODE, Role.TLS)) {
            Story branch = story.branch();
            Digest digest = FIXTURE.identity("telco-b", role).digest();
            branch.told(
                    "telco-b",
                    Role.ADMIN,
                    new MemberCommand.RevokeCertificate(digest, "key-compromise", branch.time()));
            byte[] signed =
                    FIXTURE.signed("bank-a", Role.NODE, FIXTURE.start(MANIFEST, 1, branch.time()), branch.time());
            assertNotReady(branch.ledger().judge(signed, branch.time()), "telco-b");
        }
    }

    @Test
    void missing_surplus_and_misplaced_readys_are_refused() {
        List<Bytes> readys = FIXTURE.start(MANIFEST, 1, story.time()).readys();
        assertNotReady(start(List.of()), "bank-a");
        assertNotReady(start(readys.subList(0, 2)), "clearing-c");
        List<Bytes> surplus = new ArrayList<>(readys);
        surplus.add(readys.get(0));
        assertNotReady(start(surplus), "readys");
        assertNotReady(start(List.of(readys.get(1), readys.get(0), readys.get(2))), "bank-a");
    }

    @Test
    void garbage_in_the_place_of_a_ready_is_refused() {
        assertNotReady(start(Bytes.of(new byte[0])), "telco-b");
        assertNotReady(start(Bytes.of(new byte[] {1, 2, 3})), "telco-b");
        Dsse.Envelope envelope = ((Parsed.Value<Dsse.Envelope>)
                        Dsse.Envelope.parse(signedBy(node("telco-b"), r -> r).toBytes()))
                .value();
        Dsse.Envelope asCommand = new Dsse.Envelope(envelope.payload(), Dsse.COMMAND, envelope.signatures());
        assertNotReady(start(Bytes.of(asCommand.encode())), "telco-b");
        Dsse.Envelope twice = new Dsse.Envelope(
                envelope.payload(),
                Dsse.MESSAGE,
                List.of(envelope.signatures().get(0), envelope.signatures().get(0)));
        assertNotReady(start(Bytes.of(twice.encode())), "telco-b");
        Bytes question =
                FIXTURE.message(node("telco-b"), FIXTURE.askReady("telco-b", run, MANIFEST.digest(), story.time()));
        assertNotReady(start(question), "telco-b");
    }
}
