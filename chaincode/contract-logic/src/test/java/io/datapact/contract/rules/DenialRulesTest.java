package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialEntry;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DenialRulesTest {
    private static final Digest HEAD = ConsortiumFixture.digest("head");
    private static final MemberId BANK = new MemberId("bank-a");
    private static final long DAY_MILLIS = 86_400_000;
    private static final NodeId TELCO_GATE = new NodeId("telco-b/1");

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final Story story = Story.begun(fixture);
    private final TaskManifest manifest = fixture.aTask().build();
    private final RunId run = new RunId(manifest.task(), 1);

    @BeforeEach
    void propose() {
        story.propose(manifest);
    }

    private void refuses(String member, Command command, Reason reason) {
        byte[] signed = fixture.signed(member, Role.NODE, command, story.time());
        assertThat(Scenario.reasonOf(story.ledger().judge(signed, story.time())))
                .contains(reason);
    }

    private long day() {
        return (story.time() + 1_000) / 86_400_000;
    }

    private EvidenceCommand.RecordDenial denial(long seq, Bytes about) {
        return denial(seq, about, Reason.APPROVAL_MISSING.name());
    }

    private EvidenceCommand.RecordDenial denial(long seq, Bytes about, String reason) {
        return new EvidenceCommand.RecordDenial(BANK, day(), seq, about, reason, Optional.empty());
    }

    private Bytes startBeforeApproval() {
        return signed(Role.NODE, new RunCommand.StartRun(run, List.of()));
    }

    private Bytes signed(Role role, Command command) {
        return Bytes.of(fixture.signed("bank-a", role, command, story.time()));
    }

    private Bytes question(long n) {
        RunId asked = new RunId(manifest.task(), n);
        return fixture.message(
                fixture.identity("bank-a", Role.NODE),
                fixture.askReady("bank-a", asked, manifest.digest(), story.time()));
    }

    static Digest payloadOf(Bytes envelope) {
        return ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(envelope.toBytes()))
                .value()
                .payloadDigest();
    }

    /** Approved and started by the very command returned. */
    private Bytes startThatStands() {
        story.approve(manifest);
        story.fund(manifest, 1);
        story.pass(1_000);
        byte[] start = fixture.signed("bank-a", Role.NODE, fixture.start(manifest, 1, story.time()), story.time());
        assertThat(story.ledger().apply(start, story.time())).isInstanceOf(Decision.Accepted.class);
        return Bytes.of(start);
    }

    @Test
    void a_gate_records_a_refused_start_and_a_refused_question() {
        Bytes start = startBeforeApproval();
        story.told("telco-b", Role.NODE, denial(1, start));
        Denial denial = story.ledger()
                .reader()
                .read(EvidenceKeys.denial(TELCO_GATE, BANK, day(), 1))
                .orElseThrow();
        assertThat(denial.run()).contains(run);
        assertThat(denial.reason()).isEqualTo("APPROVAL_MISSING");
        assertThat(story.ledger().reader().read(EvidenceKeys.denied(TELCO_GATE, payloadOf(start))))
                .contains(new DenialEntry(BANK, day(), 1));
        Bytes question = question(1);
        story.told("telco-b", Role.NODE, denial(2, question));
        refuses("telco-b", denial(2, question(2)), Reason.NOT_NEXT);
        refuses("telco-b", denial(4, question(2)), Reason.NOT_NEXT);
    }

    @Test
    void two_gates_record_the_same_refused_question_each_once() {
        Bytes question = question(1);
        story.told("telco-b", Role.NODE, denial(1, question));
        story.told("clearing-c", Role.NODE, denial(1, question));
        refuses("telco-b", denial(2, question), Reason.ALREADY_DECIDED);
        refuses("telco-b", denial(2, question, Reason.FUNDS_MISSING.name()), Reason.ALREADY_DECIDED);
        refuses("clearing-c", denial(1, question), Reason.ALREADY_DECIDED);
    }

    @Test
    void only_a_party_of_the_task_records() {
        TaskManifest two = fixture.aTask()
                .task("bank-a/2026-000002")
                .parties(manifest.parties().get(0), manifest.parties().get(1))
                .build();
        story.told("bank-a", Role.APPROVER, new TaskCommand.CloseTask(manifest.task(), new Code("again")));
        story.propose(two);
        Bytes question = fixture.message(
                fixture.identity("bank-a", Role.NODE),
                fixture.askReady("bank-a", new RunId(two.task(), 1), two.digest(), story.time()));
        refuses("clearing-c", denial(1, question), Reason.NOT_A_PARTY);
        story.told("telco-b", Role.NODE, denial(1, question));
        Bytes unknown = fixture.message(
                fixture.identity("bank-a", Role.NODE),
                fixture.askReady(
                        "bank-a",
                        new RunId(
                                fixture.aTask()
                                        .task("bank-a/2026-000009")
                                        .build()
                                        .task(),
                                1),
                        manifest.digest(),
                        story.time()));
        refuses("telco-b", denial(2, unknown), Reason.MANIFEST_MISMATCH);
    }

    @Test
    void only_starts_and_questions_are_refused_by_gates() {
        TaskCommand.ApproveTask approval = new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0);
        refuses("telco-b", denial(1, signed(Role.APPROVER, approval)), Reason.MALFORMED);
        EvidenceCommand.AnchorEvidence anchor = new EvidenceCommand.AnchorEvidence(run, 1, HEAD, 1);
        refuses("telco-b", denial(1, signed(Role.NODE, anchor)), Reason.MALFORMED);
    }

    @Test
    void the_reason_is_one_of_the_rule_book() {
        refuses("telco-b", denial(1, startBeforeApproval(), "BECAUSE"), Reason.MALFORMED);
        for (Reason reason : Reason.values()) {
            byte[] signed =
                    fixture.signed("telco-b", Role.NODE, denial(1, startBeforeApproval(), reason.name()), story.time());
            assertThat(story.ledger().judge(signed, story.time()))
                    .as(reason.name())
                    .isInstanceOf(Decision.Accepted.class);
        }
    }

    @Test
    void a_gate_may_refuse_a_start_that_stands_until_its_member_takes_part() {
        Bytes start = startThatStands();
        story.branch().told("telco-b", Role.NODE, denial(1, start));
        story.commitInputs(manifest, run);
        refuses("telco-b", denial(1, start), Reason.ALREADY_DECIDED);
        refuses("bank-a", denial(1, start), Reason.ALREADY_DECIDED);
        story.branch().told("clearing-c", Role.NODE, denial(1, start));
        story.attest(manifest, run);
        refuses("clearing-c", denial(1, start), Reason.ALREADY_DECIDED);
        story.told("clearing-c", Role.NODE, denial(1, startBeforeApproval()));
    }

    @Test
    void a_denial_about_what_the_asker_never_signed_is_refused() {
        byte[] payload = "{}".getBytes(StandardCharsets.US_ASCII);
        Bytes statement =
                Bytes.of(fixture.seal(fixture.identity("bank-a", Role.NODE).key(), Dsse.STATEMENT, payload));
        refuses("telco-b", denial(1, statement), Reason.MALFORMED);
        refuses("telco-b", denial(1, Bytes.of(payload)), Reason.MALFORMED);
        Bytes ready = fixture.ready("bank-a", run, manifest.digest(), story.time());
        refuses("telco-b", denial(1, ready), Reason.MALFORMED);
        Bytes forged = fixture.message(
                fixture.identity("telco-b", Role.NODE),
                fixture.askReady("bank-a", run, manifest.digest(), story.time()));
        refuses("telco-b", denial(1, forged), Reason.CERTIFICATE_UNKNOWN);
        Bytes telcos = fixture.message(
                fixture.identity("telco-b", Role.NODE),
                fixture.askReady("telco-b", run, manifest.digest(), story.time()));
        refuses("telco-b", denial(1, telcos), Reason.NOT_A_PARTY);
        ConsortiumFixture elsewhere = ConsortiumFixture.create();
        Bytes foreign = elsewhere.message(
                elsewhere.identity("bank-a", Role.NODE),
                elsewhere.askReady("bank-a", run, manifest.digest(), story.time()));
        refuses("telco-b", denial(1, foreign), Reason.WRONG_NETWORK);
        Bytes unregistered = fixture.message(
                fixture.newIdentity("bank-a", Role.NODE, "9"),
                new AskReady(
                        AskReady.TYPE,
                        fixture.network(),
                        run,
                        manifest.digest(),
                        new NodeId("bank-a/9"),
                        HEAD,
                        story.time()));
        refuses("telco-b", denial(1, unregistered), Reason.CERTIFICATE_UNKNOWN);
    }

    /** Which of two signatures would be the asker's is nobody's guess. */
    @Test
    void a_denial_about_an_envelope_of_two_signatures_is_refused() {
        Dsse.Envelope one =
                ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(question(1).toBytes())).value();
        Dsse.Signature signature = one.signatures().getFirst();
        Dsse.Envelope two = new Dsse.Envelope(one.payload(), one.payloadType(), List.of(signature, signature));
        refuses("telco-b", denial(1, Bytes.of(two.encode())), Reason.MALFORMED);
        story.told("telco-b", Role.NODE, denial(1, question(1)));
    }

    @Test
    void denials_keep_to_their_quota_and_the_last_bears_the_overflow() {
        Optional<Denial.Overflow> overflow = Denial.Overflow.of(List.of(HEAD, ConsortiumFixture.digest("other")));
        for (long seq = 1; seq <= 8; seq++) {
            EvidenceCommand.RecordDenial last = new EvidenceCommand.RecordDenial(
                    BANK, day(), seq, startBeforeApproval(), "APPROVAL_MISSING", overflow);
            if (seq < 8) {
                refuses("telco-b", last, Reason.QUOTA_EXCEEDED);
                story.told("telco-b", Role.NODE, denial(seq, startBeforeApproval()));
            } else {
                story.told("telco-b", Role.NODE, last);
            }
        }
        refuses("telco-b", denial(9, startBeforeApproval()), Reason.QUOTA_EXCEEDED);
        assertThat(story.ledger()
                        .reader()
                        .read(EvidenceKeys.denial(TELCO_GATE, BANK, day(), 8))
                        .flatMap(Denial::overflow))
                .isEqualTo(overflow);
    }

    @Test
    void denials_are_told_within_a_day_and_the_last_within_a_week() {
        long day = day();
        for (long seq = 1; seq <= 6; seq++) {
            story.told("telco-b", Role.NODE, denial(seq, startBeforeApproval()));
        }
        refuses("telco-b", denialOf(day + 1, 1), Reason.OUTSIDE_WINDOW);
        story.pass(DAY_MILLIS);
        story.told("telco-b", Role.NODE, denialOf(day, 7));
        story.branch().told("telco-b", Role.NODE, denialOf(day, 8));
        story.pass(6 * DAY_MILLIS);
        story.branch().told("telco-b", Role.NODE, denialOf(day, 8));
        story.pass(DAY_MILLIS);
        refuses("telco-b", denialOf(day, 8), Reason.OUTSIDE_WINDOW);
        story.told("telco-b", Role.NODE, denialOf(day + 8, 1));
        refuses("telco-b", denialOf(day + 6, 1), Reason.OUTSIDE_WINDOW);
    }

    private EvidenceCommand.RecordDenial denialOf(long day, long seq) {
        return new EvidenceCommand.RecordDenial(
                BANK, day, seq, startBeforeApproval(), "APPROVAL_MISSING", Optional.empty());
    }

    @Test
    void an_overflow_is_count_and_tree_over_the_digests_in_order() {
        Digest other = ConsortiumFixture.digest("other");
        Denial.Overflow two = Denial.Overflow.of(List.of(HEAD, other)).orElseThrow();
        assertThat(two.count()).isEqualTo(2);
        assertThat(two.root())
                .isEqualTo(
                        MerkleTree.nodeHash(MerkleTree.leafHash(HEAD.toBytes()), MerkleTree.leafHash(other.toBytes())));
        assertThat(Denial.Overflow.of(List.of(other, HEAD))).get().isNotEqualTo(two);
        assertThat(Denial.Overflow.of(List.of())).isEmpty();
        assertThatThrownBy(() -> new Denial.Overflow(0, HEAD)).isInstanceOf(IllegalArgumentException.class);
    }
}
