package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.node.NodeRequests;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.identity.Pkcs12Signer;
import io.datapact.node.member.Certificates;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.testing.TestConsortium;
import io.datapact.pki.key.KeyMaterial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bank-a's node asked by callers whose TLS certificates are valid but not those that count. */
@Timeout(60)
class AdmissionTest {
    private static final long YEAR = 365 * 86_400_000L;
    private static final NodeId TELCO = new NodeId("telco-b/1");
    private static final Code TABLE = new Code("table");
    private static final String TAKEN = "taken";

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private TaskManifest manifest;
    private RunId run;
    private NodeRequests bank;

    @BeforeEach
    void propose_a_task() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        run = new RunId(manifest.task(), 1);
        bank = consortium.node("bank-a").core().requests();
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void a_certificate_that_the_ledger_does_not_hold_is_refused_whatever_is_asked() {
        TestIdentity fresh = consortium.fixture().newIdentity("telco-b", Role.TLS, "1");
        assertThat(all(new PeerIdentity(TELCO, fresh.digest()))).containsOnly("CERTIFICATE_UNKNOWN");
    }

    @Test
    void the_registered_certificate_of_another_node_member_or_role_is_refused() throws Exception {
        assertThat(all(new PeerIdentity(TELCO, digest("clearing-c", Role.TLS)))).containsOnly("CERTIFICATE_UNKNOWN");
        assertThat(all(new PeerIdentity(new NodeId("telco-b/2"), digest("telco-b", Role.TLS))))
                .containsOnly("CERTIFICATE_UNKNOWN");
        assertThat(all(new PeerIdentity(TELCO, digest("telco-b", Role.NODE)))).containsOnly("CERTIFICATE_WRONG_ROLE");
    }

    @Test
    void a_revoked_certificate_is_refused_whatever_is_asked() throws Exception {
        PeerIdentity telco = new PeerIdentity(TELCO, digest("telco-b", Role.TLS));
        assertThat(all(telco)).doesNotContain("CERTIFICATE_REVOKED");
        TestConsortium.stands(certificates()
                .revoke(
                        telco.tlsCertificate(),
                        "key-compromise",
                        consortium.clock().millis()));
        assertThat(all(telco)).containsOnly("CERTIFICATE_REVOKED");
    }

    @Test
    void an_expired_certificate_is_refused_whatever_is_asked() {
        consortium.clock().advance(YEAR);
        assertThat(all(new PeerIdentity(TELCO, digest("telco-b", Role.TLS)))).containsOnly("CERTIFICATE_EXPIRED");
    }

    @Test
    void a_share_is_taken_from_the_certificate_that_the_start_resolved_and_no_other_of_the_member() throws Exception {
        start();
        TestIdentity renewed = consortium.fixture().newIdentity("telco-b", Role.TLS, "1");
        TestConsortium.stands(certificates()
                .register(new Pkcs12Signer(new KeyMaterial(renewed.key().privateKey(), renewed.certificates()))));
        PeerIdentity other = new PeerIdentity(TELCO, renewed.digest());
        assertThat(told(bank.fetchBody(other, manifest.task()))).isEqualTo(TAKEN);
        assertThat(bank.refusesShare(other, run, TABLE))
                .hasValueSatisfying(refused -> assertThat(refused.reason()).isEqualTo("NOT_A_PARTY"));
        assertThat(told(bank.deliverShare(other, run, TABLE, new byte[64]))).isEqualTo("NOT_A_PARTY");
        PeerIdentity resolved = new PeerIdentity(TELCO, digest("telco-b", Role.TLS));
        assertThat(bank.refusesShare(resolved, run, TABLE)).isEmpty();
        assertThat(told(bank.deliverShare(resolved, run, TABLE, new byte[64]))).isEqualTo(TAKEN);
    }

    @Test
    void a_share_is_not_taken_of_a_run_that_has_not_started_nor_of_a_resolved_certificate_since_revoked()
            throws Exception {
        PeerIdentity telco = new PeerIdentity(TELCO, digest("telco-b", Role.TLS));
        assertThat(bank.refusesShare(telco, run, TABLE).map(PeerAnswer.Refused::reason))
                .isEqualTo(Optional.of("STATE_FORBIDS"));
        start();
        TestConsortium.stands(certificates()
                .revoke(
                        telco.tlsCertificate(),
                        "key-compromise",
                        consortium.clock().millis()));
        assertThat(bank.refusesShare(telco, run, TABLE).map(PeerAnswer.Refused::reason))
                .isEqualTo(Optional.of("CERTIFICATE_REVOKED"));
        assertThat(told(bank.deliverShare(telco, run, TABLE, new byte[64]))).isEqualTo("CERTIFICATE_REVOKED");
    }

    /** Starts the run; clearing-c's node takes no part, so that it stays open. */
    private void start() throws InterruptedException {
        consortium.approveAndFund(manifest);
        consortium.node("clearing-c").kill();
        consortium.node("clearing-c").start(point -> {
            throw new IllegalStateException("this node takes no part");
        });
        assertThat(consortium.node("bank-a").core().runs().starter().start(run))
                .isInstanceOf(RunStarter.Started.Filed.class);
    }

    private Certificates certificates() {
        return consortium.node("telco-b").core().useCases().certificates();
    }

    private Digest digest(String member, Role role) {
        return consortium.fixture().identity(member, role).digest();
    }

    /** What a caller is told, whatever it asks. */
    private List<String> all(PeerIdentity caller) {
        EvidenceFile file = new EvidenceFile("000001.run.dsse.json", Bytes.of(new byte[1]));
        return List.of(
                told(bank.askReady(caller, new byte[1])),
                bank.refusesShare(caller, run, TABLE)
                        .map(PeerAnswer.Refused::reason)
                        .orElse(TAKEN),
                told(bank.deliverShare(caller, run, TABLE, new byte[1])),
                told(bank.fetchBody(caller, manifest.task())),
                told(bank.deliverBody(caller, manifest.task(), new byte[1])),
                told(bank.deliverEvidence(caller, manifest.task(), file)));
    }

    private static String told(PeerAnswer answer) {
        return answer instanceof PeerAnswer.Refused refused ? refused.reason() : TAKEN;
    }
}
