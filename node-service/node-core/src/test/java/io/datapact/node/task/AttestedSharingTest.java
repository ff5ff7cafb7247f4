package io.datapact.node.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Slots;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task whose price is shared by weights that no plugin gives. */
class AttestedSharingTest {
    private static final MemberId TELCO = new MemberId("telco-b");

    @TempDir
    private Path home;

    @Test
    void is_shown_for_what_it_is_and_not_approved() throws Exception {
        try (TestConsortium consortium = new TestConsortium(home)) {
            consortium.register();
            TaskManifest task = propose(consortium);
            assertThat(consortium
                            .node("telco-b")
                            .core()
                            .useCases()
                            .inbox()
                            .waiting()
                            .getFirst()
                            .words())
                    .anyMatch(words -> words.contains("No plugin gives weights by shapley"));
            Approvals approvals = consortium.node("telco-b").core().useCases().approvals();
            assertThatThrownBy(() -> approvals.approve(task.task(), task.digest()))
                    .isInstanceOf(NotComputableException.class)
                    .hasMessageContaining("attested by shapley");
            StateReader state = new StateReader(consortium.ledger().view().state());
            assertThat(state.has(TaskKeys.approval(task.task(), TELCO, Slots.FIRST)))
                    .isFalse();
        }
    }

    private static TaskManifest propose(TestConsortium consortium) throws InterruptedException {
        TaskDraft draft = consortium.draft("bank-a/2026-000001", 1);
        SettlementTerms attested = RecordCopy.with(draft.terms(), "sharing", "attested/shapley");
        TaskDraft changed =
                RecordCopy.with(draft, "terms", RecordCopy.with(attested, "shares", List.of(new Share(TELCO, 0))));
        Proposals.Proposed proposed =
                consortium.node("bank-a").core().useCases().proposals().propose(changed, TestConsortium.body());
        TestConsortium.stands(((Proposals.Proposed.Filed) proposed).filed());
        return ((Proposals.Proposed.Filed) proposed).manifest();
    }
}
