package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceRulesTest {
    private static final Digest HEAD = ConsortiumFixture.digest("head");

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final Story story = Story.begun(fixture);
    private final TaskManifest manifest = fixture.aTask().build();
    private final RunId run = new RunId(manifest.task(), 1);

    private void refuses(String member, Command command, Reason reason) {
        byte[] signed = fixture.signed(member, Role.NODE, command, story.time());
        assertThat(Scenario.reasonOf(story.ledger().judge(signed, story.time())))
                .contains(reason);
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
        TaskManifest two = fixture.aTask()
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
}
