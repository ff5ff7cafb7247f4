package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Code;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.testing.SharedPlaintextPlugin;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node stops at a named point of a run and comes up again over what is on its disk. */
@Timeout(60)
class CrashTest {
    @TempDir
    private Path home;

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource({
        "telco-b, after-start-seen, SETTLED",
        "telco-b, after-input-committed, SETTLED",
        "telco-b, during-compute, ABORTED",
        "telco-b, after-attest, SETTLED",
        "bank-a, after-attest, SETTLED",
        "bank-a, before-close, SETTLED"
    })
    void loses_nothing_and_runs_nothing_twice(String member, String point, OutcomeKind kind) throws Exception {
        Crash crash = new Crash(point);
        try (TestConsortium consortium = new TestConsortium(home)) {
            consortium.register();
            RunId run = consortium.approveAndFund(consortium.propose("bank-a/2026-000001"));
            consortium.node(member).kill();
            consortium.node(member).start(crash);
            consortium.node("bank-a").core().runs().starter().start(run);
            assertThat(crash.reached.await(30, TimeUnit.SECONDS)).isTrue();
            consortium.node(member).kill();
            consortium.node(member).start(CrashPoints.NONE);

            Outcome outcome = Waiting.outcome(consortium, run);
            Waiting.done(consortium, run);
            assertThat(outcome.kind()).isEqualTo(kind);
            assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                    .isBetween(kind == OutcomeKind.SETTLED ? 1 : 0, 1);
            assertThat(status(consortium, run, "loans")).isEqualTo(InputStatus.COMMITTED);
            assertThat(status(consortium, run, "subscribers")).isEqualTo(InputStatus.COMMITTED);
            assertThat(consortium
                            .node("bank-a")
                            .folders()
                            .results()
                            .read(run, new Code("table"))
                            .isPresent())
                    .isEqualTo(kind == OutcomeKind.SETTLED);
            for (String each : ConsortiumFixture.MEMBERS) {
                assertThat(consortium.node(each).core().runs().engine().stuck()).isEmpty();
            }
        }
    }

    private static InputStatus status(TestConsortium consortium, RunId run, String input) {
        return Waiting.state(consortium)
                .read(RunKeys.input(run, new Code(input)))
                .map(RunInput::status)
                .orElseThrow();
    }

    /** Holds the thread that comes to a point until the node is killed. */
    private static final class Crash implements CrashPoints {
        private final String point;
        private final CountDownLatch reached = new CountDownLatch(1);

        private Crash(String point) {
            this.point = point;
        }

        @Override
        public void reached(String here) {
            if (here.equals(point)) {
                reached.countDown();
                while (!Thread.interrupted()) {
                    LockSupport.park();
                }
                throw new IllegalStateException("killed at " + here);
            }
        }
    }
}
