package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceRulesTest {
    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();
    private static final Story BEGUN = Story.begun(FIXTURE);
    private static final Digest HEAD = ConsortiumFixture.digest("head");

    private final Story story = BEGUN.branch();
    private final TaskManifest manifest = FIXTURE.aTask().build();
    private final RunId run = new RunId(manifest.task(), 1);

    private void refuses(String member, Command command, Reason reason) {
        byte[] signed = FIXTURE.signed(member, Role.NODE, command, story.time());
        assertThat(Scenario.reasonOf(story.ledger().judge(signed, story.time())))
                .contains(reason);
    }

    private long day() {
        return (story.time() + 1_000) / 86_400_000;
    }

    private EvidenceCommand.RecordDenial denial(long seq, Bytes about) {
        return new EvidenceCommand.RecordDenial(
                new MemberId("bank-a"), day(), seq, about, Reason.APPROVAL_MISSING.name(), Optional.empty());
    }

    private Bytes startBeforeApproval() {
        return Bytes.of(FIXTURE.signed("bank-a", Role.NODE, new RunCommand.StartRun(run, List.of()), story.time()));
    }

    @Test
    void anchors_follow_each_other_up_to_sixteen() {
        RunId started = story.started(manifest);
        refuses("bank-a", new EvidenceCommand.AnchorEvidence(started, 2, HEAD, 1), Reason.NOT_NEXT);
        for (long seq = 1; seq <= 16; seq++) {
            story.told("bank-a", Role.NODE, new EvidenceCommand.AnchorEvidence(started, seq, HEAD, seq));
            refuses("bank-a", new EvidenceCommand.AnchorEvidence(started, seq, HEAD, seq), Reason.NOT_NEXT);
        }
        refuses("bank-a", new EvidenceCommand.AnchorEvidence(started, 17, HEAD, 17), Reason.QUOTA_EXCEEDED);
        story.told("telco-b", Role.NODE, new EvidenceCommand.AnchorEvidence(started, 1, HEAD, 5));
        refuses("telco-b", new EvidenceCommand.AnchorEvidence(started, 2, HEAD, 4), Reason.NOT_NEXT);
        refuses("bank-a", new EvidenceCommand.AnchorEvidence(new RunId(run.task(), 2), 1, HEAD, 1), Reason.NOT_NEXT);
    }

    @Test
    void only_parties_anchor() {
        TaskManifest two = FIXTURE.aTask()
                .parties(manifest.parties().get(0), manifest.parties().get(1))
                .build();
        story.propose(two);
        for (String member : List.of("bank-a", "telco-b")) {
            story.told(member, Role.APPROVER, new TaskCommand.ApproveTask(two.task(), two.digest(), 0));
        }
        story.fund(two, 1);
        RunId started = story.start(two, 1);
        refuses("clearing-c", new EvidenceCommand.AnchorEvidence(started, 1, HEAD, 1), Reason.NOT_A_PARTY);
    }

    @Test
    void a_gate_records_a_refused_start_and_a_refused_question() {
        Bytes start = startBeforeApproval();
        story.told("telco-b", Role.NODE, denial(1, start));
        Denial denial = story.ledger()
                .reader()
                .read(EvidenceKeys.denial(new NodeId("telco-b/1"), new MemberId("bank-a"), day(), 1))
                .orElseThrow();
        assertThat(denial.run()).contains(run);
        assertThat(denial.reason()).isEqualTo("APPROVAL_MISSING");
        Bytes question = FIXTURE.message(
                FIXTURE.identity("bank-a", Role.NODE),
                FIXTURE.askReady("bank-a", run, manifest.digest(), story.time()));
        story.told("telco-b", Role.NODE, denial(2, question));
        refuses("telco-b", denial(2, question), Reason.NOT_NEXT);
        refuses("telco-b", denial(4, question), Reason.NOT_NEXT);
    }

    @Test
    void a_denial_about_what_the_asker_never_signed_is_refused() {
        byte[] payload = "{}".getBytes(StandardCharsets.US_ASCII);
        Bytes statement =
                Bytes.of(FIXTURE.seal(FIXTURE.identity("bank-a", Role.NODE).key(), Dsse.STATEMENT, payload));
        refuses("telco-b", denial(1, statement), Reason.MALFORMED);
        refuses("telco-b", denial(1, Bytes.of(payload)), Reason.MALFORMED);
        Bytes ready = FIXTURE.ready("bank-a", run, manifest.digest(), story.time());
        refuses("telco-b", denial(1, ready), Reason.MALFORMED);
        Bytes forged = FIXTURE.message(
                FIXTURE.identity("telco-b", Role.NODE),
                FIXTURE.askReady("bank-a", run, manifest.digest(), story.time()));
        refuses("telco-b", denial(1, forged), Reason.CERTIFICATE_UNKNOWN);
        Bytes telcos = FIXTURE.message(
                FIXTURE.identity("telco-b", Role.NODE),
                FIXTURE.askReady("telco-b", run, manifest.digest(), story.time()));
        refuses("telco-b", denial(1, telcos), Reason.NOT_A_PARTY);
        ConsortiumFixture elsewhere = ConsortiumFixture.create();
        Bytes foreign = elsewhere.message(
                elsewhere.identity("bank-a", Role.NODE),
                elsewhere.askReady("bank-a", run, manifest.digest(), story.time()));
        refuses("telco-b", denial(1, foreign), Reason.WRONG_NETWORK);
        Bytes unregistered = FIXTURE.message(
                FIXTURE.newIdentity("bank-a", Role.NODE, "9"),
                new AskReady(
                        AskReady.TYPE,
                        FIXTURE.network(),
                        run,
                        manifest.digest(),
                        new NodeId("bank-a/9"),
                        HEAD,
                        story.time()));
        refuses("telco-b", denial(1, unregistered), Reason.CERTIFICATE_UNKNOWN);
    }

    @Test
    void denials_keep_to_their_day_and_quota_and_the_last_bears_the_overflow() {
        Bytes start = startBeforeApproval();
        EvidenceCommand.RecordDenial yesterday = new EvidenceCommand.RecordDenial(
                new MemberId("bank-a"), day() - 1, 1, start, "APPROVAL_MISSING", Optional.empty());
        refuses("telco-b", yesterday, Reason.OUTSIDE_WINDOW);
        Optional<Denial.Overflow> overflow = Optional.of(new Denial.Overflow(3, HEAD));
        for (long seq = 1; seq <= 8; seq++) {
            EvidenceCommand.RecordDenial last = new EvidenceCommand.RecordDenial(
                    new MemberId("bank-a"), day(), seq, start, "APPROVAL_MISSING", overflow);
            if (seq < 8) {
                refuses("telco-b", last, Reason.QUOTA_EXCEEDED);
                story.told("telco-b", Role.NODE, denial(seq, start));
            } else {
                story.told("telco-b", Role.NODE, last);
            }
        }
        refuses("telco-b", denial(9, start), Reason.QUOTA_EXCEEDED);
    }

    @Test
    void a_suspended_asker_is_not_recorded() {
        Scenario scenario = Scenario.begun();
        RunCommand.StartRun start = new RunCommand.StartRun(run, List.of());
        Bytes about = Bytes.of(scenario.fixture().signed("bank-a", Role.NODE, start, scenario.time()));
        scenario.edit(MemberKeys.member(new MemberId("bank-a")), Bent::suspended);
        scenario.refuses("telco-b", Role.NODE, denial(1, about), Reason.MEMBER_SUSPENDED, "bank-a");
    }
}
