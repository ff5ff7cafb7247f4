package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Finding;
import io.datapact.audit.rule.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every rule a bundle, consistently signed throughout, that violates exactly it. */
class RuleViolationsTest {
    private static final Map<String, Supplier<AuditStory>> STORIES = stories();

    private static Map<String, Supplier<AuditStory>> stories() {
        Map<String, Supplier<AuditStory>> all = new TreeMap<>();
        all.putAll(WrongApprovals.byRule());
        all.putAll(WrongStarts.byRule());
        all.putAll(WrongRuns.byRule());
        all.putAll(WrongRecords.byRule());
        all.putAll(WrongTimes.byRule());
        return all;
    }

    static Stream<String> rules() {
        return STORIES.keySet().stream();
    }

    /**
     * A replay that shares the host's fault shows that the rule finds it apart from the rule book; the release's own
     * replay finds every forced write too.
     */
    @ParameterizedTest
    @MethodSource("rules")
    void a_bundle_violates_exactly_the_rule(String rule) {
        AuditStory story = STORIES.get(rule).get().told();

        byte[] bundle = story.bundle();
        AuditReport bystander = TestBundles.verify(bundle, TestBundles.roots(story.fixture));
        boolean alike = rule.equals("E12") || !story.host.wasForced();
        AuditReport report = alike ? bystander : TestBundles.verifyAsHost(story, bundle);

        assertThat(report.rules(Verdict.VIOLATED)).as(report.text()).containsExactly(rule);
        assertThat(report.rules(Verdict.UNVERIFIABLE)).isEmpty();
        assertThat(report.exitCode()).isEqualTo(AuditReport.VIOLATED);
        assertThat(report.findings())
                .allSatisfy((Finding finding) -> assertThat(finding.detail()).contains("expected", "found"));
        assertThat(bystander.rules(Verdict.VIOLATED)).containsExactlyInAnyOrderElementsOf(expectedBy(rule, story));
    }

    private static Set<String> expectedBy(String rule, AuditStory story) {
        return story.host.wasForced() ? new TreeSet<>(List.of(rule, "E12")) : Set.of(rule);
    }

    @Test
    void every_rule_has_such_a_bundle() {
        AuditStory story = new AuditStory().told();

        AuditReport report = TestBundles.verify(story.bundle(), TestBundles.roots(story.fixture));

        assertThat(report.rules(Verdict.HOLDS)).containsExactlyElementsOf(STORIES.keySet());
    }
}
