package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.command.RunCommand.AbortRun;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The auditor's own settlement agrees with the rule book's in every row of its table. */
class OtherEndingsTest {
    static final long LATE_MILLIS = 1_000_000;
    private static final Map<Long, Supplier<AuditStory>> STORIES = stories();

    private static Map<Long, Supplier<AuditStory>> stories() {
        Map<Long, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put(4L, () -> new Withheld("telco-b"));
        stories.put(5L, () -> new Withheld("bank-a"));
        stories.put(6L, Aborted::new);
        stories.put(7L, () -> new Silent("telco-b"));
        stories.put(8L, () -> new Silent("bank-a", "telco-b"));
        stories.put(9L, Unattested::new);
        return stories;
    }

    static Stream<Long> rows() {
        return STORIES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nothing_is_violated_however_a_run_ends(long row) {
        AuditStory story = STORIES.get(row).get().told();

        AuditReport report = TestBundles.verify(story.bundle(), TestBundles.roots(story.fixture));

        assertThat(story.host
                        .reader()
                        .read(SettlementKeys.outcome(story.run))
                        .orElseThrow()
                        .row())
                .isEqualTo(row);
        assertThat(report.findings()).isEmpty();
        assertThat(report.rules(Verdict.HOLDS)).contains("S01", "S02", "S03", "S04", "B09", "E12");
        assertThat(report.exitCode()).isZero();
    }

    /** Ends late; nobody collects. */
    abstract static class Ended extends AuditStory {
        @Override
        void settle() {
            time += LATE_MILLIS;
            tell("telco-b", Role.NODE, new CloseRun(run));
        }

        @Override
        void collect() {
            // What there is to collect differs by row.
        }
    }

    /** Two recipients; one party keeps its keys. */
    private static final class Withheld extends Ended {
        private final String keeper;

        Withheld(String keeper) {
            this.keeper = keeper;
        }

        @Override
        TaskManifest firstManifest() {
            return aTask().parties(
                            new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                            new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                            new Party(2, new NodeId("clearing-c/1"), List.of(Party.COMPUTE)))
                    .outputs(new TaskOutput(
                            new Code("table"),
                            List.of(new MemberId("bank-a"), new MemberId("telco-b")),
                            10,
                            1_000,
                            false))
                    .build();
        }

        @Override
        void release(Party party) {
            if (!party.node().member().value().equals(keeper)) {
                super.release(party);
            }
        }

        @Override
        void confirm() {
            // Nobody can open a result of which a share's key is kept.
        }
    }

    static class Aborted extends Ended {
        @Override
        void attest() {
            tell(
                    "telco-b",
                    Role.NODE,
                    new AbortRun(
                            run,
                            new Code("peer-unreachable"),
                            Optional.empty(),
                            ConsortiumFixture.digest("transcript")));
        }

        @Override
        void release() {
            // Nothing was attested.
        }

        @Override
        void confirm() {
            // Nothing was released.
        }
    }

    static class Silent extends Ended {
        private final List<String> silent;

        Silent(String... silent) {
            this.silent = List.of(silent);
        }

        @Override
        void commit() {
            for (TaskInput input : manifest.inputs()) {
                String owner = input.dataset().member().value();
                if (!silent.contains(owner)) {
                    evidence.state(owner, time, subject(), link -> inputStatement(link, input));
                    commit(owner, input);
                }
            }
        }

        @Override
        void attest() {
            // Inputs are missing.
        }

        @Override
        void release() {
            // Nothing was attested.
        }

        @Override
        void confirm() {
            // Nothing was released.
        }
    }

    private static final class Unattested extends Ended {
        @Override
        boolean attests(Party party) {
            return party.index() != 2;
        }

        @Override
        void release() {
            // Not all have attested.
        }

        @Override
        void confirm() {
            // Nothing was released.
        }
    }
}
