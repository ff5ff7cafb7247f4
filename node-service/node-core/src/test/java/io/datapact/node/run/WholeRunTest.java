package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Code;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WholeRunTest {
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
    void plays_a_task_from_its_proposal_to_its_settlement() throws Exception {
        TaskManifest manifest = consortium.propose("bank-a/2026-000001");
        assertThat(consortium.node("telco-b").core().useCases().inbox().waiting())
                .singleElement()
                .satisfies(item -> assertThat(item.complete()).isTrue());
        RunId run = consortium.approveAndFund(manifest);
        assertThat(consortium.node("bank-a").core().runs().starter().start(run))
                .isInstanceOf(RunStarter.Started.Filed.class);
        Outcome outcome = Waiting.outcome(consortium, run);
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.SETTLED);
        assertThat(consortium.node("bank-a").folders().results().read(run, new Code("table")))
                .contains("""
                        segment,count,defaults,amount,suppressed
                        prepaid,8,2,8168,false
                        postpaid,9,3,9189,false
                        business,,,,true
                        """);
    }

    static Reason reason(RunStarter.Started started) {
        return ((RunStarter.Started.NotReady) started).refusal().reason();
    }
}
