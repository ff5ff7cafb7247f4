package io.datapact.node.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.compute.Problem;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.node.identity.Pkcs12Signer;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.run.RunStarter;
import io.datapact.node.testing.TestConsortium;
import io.datapact.pki.key.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proposals and what waits for approvers. */
@Timeout(60)
class InboxTest {
    @TempDir
    private Path home;

    private TestConsortium consortium;

    @BeforeEach
    void start_nodes() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void says_in_words_what_is_to_be_approved() throws Exception {
        TaskManifest manifest = consortium.propose("bank-a/2026-000001");
        assertThat(inbox()).singleElement().satisfies(item -> {
            assertThat(item.digest()).isEqualTo(manifest.digest());
            assertThat(item.complete()).isTrue();
            assertThat(item.earlier()).isFalse();
            assertThat(String.join("\n", item.words()))
                    .contains("bank-a asks to run group-by")
                    .contains("Purpose: credit-risk/scoring")
                    .contains("telco-b/subscribers version 1 as subscribers, columns id, segment")
                    .contains("Gives table to bank-a: at most 100 rows, no group below 5")
                    .contains("reveals to helper")
                    .contains("Default rate by segment");
        });
        TestConsortium.stands(approvals().approve(manifest.task(), manifest.digest()));
        assertThat(inbox()).isEmpty();
    }

    @Test
    void shows_the_difference_from_what_was_approved_last() throws Exception {
        TaskManifest first = consortium.propose("bank-a/2026-000001");
        TestConsortium.stands(approvals().approve(first.task(), first.digest()));
        TaskDraft draft = consortium.draft("bank-a/2026-000002", 2);
        TaskDraft wider = new TaskDraft(
                draft.task(),
                draft.slot(),
                draft.policy(),
                draft.proposer(),
                draft.payer(),
                new Code("credit-risk/collection"),
                draft.algorithm(),
                draft.inputs(),
                draft.parties(),
                draft.outputs(),
                draft.limits(),
                draft.terms(),
                draft.trust());
        propose(wider, TestConsortium.body());
        assertThat(inbox()).singleElement().satisfies(item -> {
            assertThat(item.earlier()).isTrue();
            assertThat(item.difference())
                    .containsExactly("/purpose: \"credit-risk/scoring\" -> \"credit-risk/collection\"");
        });
    }

    @Test
    void passes_on_what_the_plugin_finds_wrong() throws Exception {
        TaskBody body = TaskBody.of(
                JsonObject.of(Map.of("key", new JsonString("id"))), "", new Code("consent"), new SecureRandom());
        assertThat(proposals().propose(consortium.draft("bank-a/2026-000001", 1), body))
                .isInstanceOfSatisfying(
                        Proposals.Proposed.Faulty.class,
                        faulty -> assertThat(faulty.problems())
                                .extracting(Problem::where)
                                .allMatch(where -> where.startsWith("parameters")));
    }

    @Test
    void passes_on_what_the_rule_book_refuses() throws Exception {
        TaskDraft draft = consortium.draft("bank-a/2026-000001", 1);
        TaskInput phones = new TaskInput(
                new Code("subscribers"), draft.inputs().get(1).dataset(), 1, List.of("id", "segment", "phone"), 5, 0);
        TaskDraft forbidden = new TaskDraft(
                draft.task(),
                draft.slot(),
                draft.policy(),
                draft.proposer(),
                draft.payer(),
                draft.purpose(),
                draft.algorithm(),
                List.of(draft.inputs().getFirst(), phones),
                draft.parties(),
                draft.outputs(),
                draft.limits(),
                draft.terms(),
                draft.trust());
        Proposals.Proposed proposed = proposals().propose(forbidden, TestConsortium.body());
        assertThat(proposed)
                .isInstanceOfSatisfying(
                        Proposals.Proposed.Filed.class,
                        filed -> assertThat(
                                        ((SubmitOutcome.Rejected) filed.filed().outcome()).reason())
                                .isEqualTo(Reason.COLUMN_NEVER_RELEASED));
        assertThat(inbox()).isEmpty();
    }

    @Test
    void keeps_no_body_but_the_tasks_and_gives_it_to_parties_only() throws Exception {
        TaskManifest manifest = consortium.propose("bank-a/2026-000001");
        inbox();
        PeerIdentity bank = peer("bank-a");
        var telco = consortium.node("telco-b").core().requests();
        assertThat(telco.fetchBody(bank, manifest.task())).isInstanceOf(PeerAnswer.Given.class);
        TestIdentity other = consortium.fixture().newIdentity("clearing-c", Role.TLS, "9");
        TestConsortium.stands(consortium
                .node("clearing-c")
                .core()
                .useCases()
                .certificates()
                .register(new Pkcs12Signer(new KeyMaterial(other.key().privateKey(), other.certificates()))));
        PeerIdentity stranger = new PeerIdentity(new NodeId("clearing-c/9"), other.digest());
        assertThat(refusal(telco.fetchBody(stranger, manifest.task()))).isEqualTo("NOT_A_PARTY");
        assertThat(refusal(telco.fetchBody(bank, new TaskId("bank-a/2026-000009"))))
                .isEqualTo("STATE_FORBIDS");
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        consortium.node("clearing-c").kill();
        consortium.node("clearing-c").store().putBody(manifest.task(), garbage);
        consortium.node("clearing-c").start(point -> {});
        var clearing = consortium.node("clearing-c").core().requests();
        assertThat(refusal(clearing.deliverBody(bank, manifest.task(), garbage)))
                .isEqualTo("MANIFEST_MISMATCH");
        assertThat(consortium.node("clearing-c").core().useCases().inbox().waiting())
                .singleElement()
                .satisfies(item -> assertThat(item.complete()).isTrue());
    }

    @Test
    void takes_shares_of_started_runs_from_their_parties_only() throws Exception {
        TaskManifest manifest = consortium.propose("bank-a/2026-000001");
        var bank = consortium.node("bank-a").core().requests();
        RunId run = new RunId(manifest.task(), 1);
        byte[] share = new byte[64];
        assertThat(refusal(bank.deliverShare(peer("telco-b"), run, new Code("table"), share)))
                .isEqualTo("STATE_FORBIDS");
        consortium.approveAndFund(manifest);
        consortium.node("clearing-c").kill();
        consortium.node("clearing-c").start(point -> {
            throw new IllegalStateException("this node takes no part");
        });
        assertThat(consortium.node("bank-a").core().runs().starter().start(run))
                .isInstanceOf(RunStarter.Started.Filed.class);
        assertThat(refusal(bank.deliverShare(peer("telco-b"), run, new Code("other"), share)))
                .isEqualTo("NOT_A_PARTY");
        for (byte variant = 0; variant < 4; variant++) {
            share[0] = variant;
            assertThat(bank.deliverShare(peer("telco-b"), run, new Code("table"), share))
                    .isInstanceOf(PeerAnswer.Given.class);
        }
        share[0] = 9;
        assertThat(refusal(bank.deliverShare(peer("telco-b"), run, new Code("table"), share)))
                .isEqualTo("QUOTA_EXCEEDED");
    }

    private PeerIdentity peer(String member) {
        return new PeerIdentity(
                new NodeId(member + "/1"),
                consortium.fixture().identity(member, Role.TLS).digest());
    }

    private static String refusal(PeerAnswer answer) {
        return ((PeerAnswer.Refused) answer).reason();
    }

    private List<InboxItem> inbox() {
        return consortium.node("telco-b").core().useCases().inbox().waiting();
    }

    private Approvals approvals() {
        return consortium.node("telco-b").core().useCases().approvals();
    }

    private Proposals proposals() {
        return consortium.node("bank-a").core().useCases().proposals();
    }

    private void propose(TaskDraft draft, TaskBody body) throws InterruptedException {
        Proposals.Proposed proposed = proposals().propose(draft, body);
        assertThat(proposed)
                .isInstanceOfSatisfying(Proposals.Proposed.Filed.class, filed -> TestConsortium.stands(filed.filed()));
    }
}
