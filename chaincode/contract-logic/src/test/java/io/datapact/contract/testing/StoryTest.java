package io.datapact.contract.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.RunStates;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void the_whole_story_is_accepted_and_settles_to_the_cent() {
        ConsortiumFixture fixture = ConsortiumFixture.create();
        Story story = Story.begun(fixture);
        TaskManifest manifest = fixture.aTask().build();
        RunId run = story.started(manifest);
        story.finish(manifest, run);
        assertThat(RunStates.of(story.ledger().reader(), run, story.time())).contains(RunState.RELEASED);

        story.pass(61_000);
        story.told("telco-b", Role.NODE, new SettlementCommand.CloseRun(run));

        Outcome outcome =
                story.ledger().reader().read(SettlementKeys.outcome(run)).orElseThrow();
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.SETTLED);
        assertThat(outcome.row()).isEqualTo(3);
        story.told("telco-b", Role.NODE, new SettlementCommand.Collect("CNY", List.of(), List.of(run)));
        assertThat(story.ledger()
                        .reader()
                        .read(SettlementKeys.account(new MemberId("telco-b"), "CNY"))
                        .orElseThrow()
                        .balance())
                .isEqualTo(100_000 + 90_000);
    }
}
