package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightBundleTest {
    private static final AuditStory STORY = new AuditStory().told();
    private static final byte[] BUNDLE = STORY.bundle();

    @Test
    void every_rule_holds_of_the_whole_story() {
        AuditReport report = TestBundles.verify(BUNDLE, TestBundles.roots(STORY.fixture));

        assertThat(report.findings()).isEmpty();
        assertThat(report.count(Verdict.HOLDS)).as(report.text()).isEqualTo(39);
        assertThat(report.exitCode()).isZero();
        assertThat(report.entries()).isEqualTo(STORY.host.size());
        assertThat(report.stateDigest()).isEqualTo(STORY.host.stateDigest());
    }

    @Test
    void without_a_trusted_root_a_critical_rule_is_unverifiable() {
        AuditReport report = TestBundles.verify(BUNDLE, Set.of());

        assertThat(report.rules(Verdict.UNVERIFIABLE)).isEqualTo(List.of("D02"));
        assertThat(report.exitCode()).isEqualTo(AuditReport.UNVERIFIABLE);
    }

    @Test
    void another_network_s_root_is_found() {
        AuditReport report = TestBundles.verify(BUNDLE, TestBundles.roots(ConsortiumFixture.create()));

        assertThat(report.rules(Verdict.VIOLATED)).isEqualTo(List.of("D02"));
        assertThat(report.exitCode()).isEqualTo(AuditReport.VIOLATED);
    }

    @Test
    void the_same_story_is_written_as_the_same_bytes_but_for_its_seal() {
        assertThat(STORY.bundle()).hasSameSizeAs(BUNDLE);
    }
}
