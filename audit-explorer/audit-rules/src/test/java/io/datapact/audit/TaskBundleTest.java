package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.bundle.Repacking;
import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The bundle of one task among others. */
class TaskBundleTest {
    private static final TwoTasks STORY = (TwoTasks) new TwoTasks().told();
    private static final byte[] BUNDLE = STORY.taskBundle(STORY.beforeStart);

    @Test
    void every_rule_holds_that_a_task_s_bundle_can_show() {
        AuditReport report = TestBundles.verify(BUNDLE, TestBundles.roots(STORY.fixture));

        assertThat(report.findings()).as(report.text()).isEmpty();
        assertThat(report.rules(Verdict.NOT_APPLICABLE)).containsExactly("B10", "E09", "E10", "S07");
        assertThat(report.exitCode()).isZero();
        assertThat(report.entries()).isEqualTo(STORY.host.size());
        assertThat(report.stateDigest()).isEqualTo(STORY.host.stateRoot(STORY.host.size()));
    }

    @Test
    void what_others_did_is_left_out() throws IOException {
        SortedMap<String, byte[]> files = Repacking.files(BUNDLE);
        List<Long> left = STORY.others.stream()
                .filter(position -> !files.containsKey("ledger/entries/%06d.json".formatted(position)))
                .toList();

        assertThat(left).isEqualTo(STORY.others);
        assertThat(files.keySet()).noneMatch(path -> path.startsWith("ledger/state/000000/"));
    }
}
