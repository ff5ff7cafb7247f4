package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.command.RunCommand.ReturnReservation;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bundle's producer writes states on which the rule book cannot go on: judged, never a stack trace. */
class BrokenStateTest {
    private static final Map<String, Supplier<AuditStory>> STORIES = stories();

    @TempDir
    private Path folder;

    private static Map<String, Supplier<AuditStory>> stories() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("a policy that is no record", NoPolicy::new);
        stories.put("a usage beyond what can be counted", UsageBeyondCounting::new);
        stories.put("shares that sum to nothing", NoShares::new);
        return stories;
    }

    static Stream<String> names() {
        return STORIES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_state_that_breaks_the_rule_book_is_judged_violated(String name) throws IOException {
        AuditStory story = STORIES.get(name).get().told();
        byte[] bundle = story.bundle();

        AuditReport report = TestBundles.verify(bundle, TestBundles.roots(story.fixture));

        assertThat(report.exitCode()).isEqualTo(AuditReport.VIOLATED);
        assertThat(report.rules(Verdict.VIOLATED)).contains("E12");
        assertThat(report.text()).contains("the recorded state is damaged");
        assertThat(Audit.replay(Files.write(folder.resolve("bundle.zip"), bundle)))
                .isInstanceOf(ReplayOutcome.Diverged.class);
    }

    /** Forces a write upon an entry that is otherwise right. */
    private abstract static class Broken extends AuditStory {
        final void damage(long seq, Write... damage) {
            time += STEP_MILLIS;
            host.forceChanged(signed("bank-a", Role.NODE, anchorOf("bank-a", seq)), time, writes -> {
                List<Write> more = new ArrayList<>(writes);
                more.addAll(List.of(damage));
                return more;
            });
        }
    }

    private static final class NoPolicy extends Broken {
        @Override
        void collect() {
            super.collect();
            byte[] next = signed("bank-a", Role.NODE, anchorOf("bank-a", 3));
            damage(2, new Write(MemberKeys.policy(1).path(), Optional.of("{}")));
            host.force(next, time + STEP_MILLIS, List.of());
        }
    }

    private static final class UsageBeyondCounting extends Broken {
        @Override
        void collect() {
            super.collect();
            TaskInput input = manifest.inputs().getFirst();
            Usage least = new Usage(-Bounds.MAXIMUM_AMOUNT, 0);
            damage(
                    2,
                    new Write(RunKeys.input(run, input.name()).path(), Optional.empty()),
                    Forgery.put(DatasetKeys.usage(input.dataset()), least));
            byte[] back = signed("bank-a", Role.NODE, new ReturnReservation(run, input.name()));
            host.force(back, time + STEP_MILLIS, List.of());
        }
    }

    private static final class NoShares extends Broken {
        @Override
        void settle() {
            time += 61_000;
            byte[] close = signed("telco-b", Role.NODE, new CloseRun(run));
            List<Write> right = host.decide(close, host.with(), time);
            Task task = host.reader().read(TaskKeys.task(run.task())).orElseThrow();
            damage(1, Forgery.put(TaskKeys.task(run.task()), withoutWeights(task)));
            host.force(close, time + STEP_MILLIS, right);
        }

        @Override
        void anchor() {
            // One anchor is there; what it lacks is another rule's to find.
        }

        private Task withoutWeights(Task task) {
            SettlementTerms t = task.manifest().terms();
            List<Share> nothing = t.shares().stream()
                    .map(share -> new Share(share.member(), 0))
                    .toList();
            SettlementTerms terms = new SettlementTerms(
                    t.currency(), t.price(), t.sharing(), nothing, t.fee(), t.deposits(), t.arbiters());
            return new Task(aTask().terms(terms).build(), task.digest(), task.proposerCertificate(), task.proposed());
        }
    }
}
