package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.GovernanceCommand.Enact;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network went over to rules that this release does not have: it judges nothing of what comes then as right. */
class UnknownRulesTest {
    private static final AuditStory STORY = new Upgraded().told();

    @TempDir
    private Path folder;

    /** After the task a host enacts the next rules, as one that has them would. */
    private static final class Upgraded extends AuditStory {
        @Override
        void collect() {
            super.collect();
            Frame now = host.reader().read(MemberKeys.FRAME).orElseThrow();
            Motion motion = Motion.of(
                    new Action.UpgradeRules(2),
                    Digest.of(RecordCodec.of(Frame.class).encode(now)),
                    "0".repeat(32),
                    time + 60_000);
            time += STEP_MILLIS;
            Frame next = new Frame(now.network(), 2, now.policy(), now.reviewers(), now.currencies());
            host.force(
                    signed("bank-a", Role.NODE, new Enact(motion)), time, List.of(Forgery.put(MemberKeys.FRAME, next)));
        }
    }

    @Test
    void the_replay_stops_at_the_upgrade() throws IOException {
        assertThat(Audit.replay(Files.write(folder.resolve("bundle.zip"), STORY.bundle())))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Diverged.class,
                        outcome -> assertThat(outcome.detail()).contains("RULES_UNKNOWN 2"));
    }

    @Test
    void a_bundle_with_the_upgrade_is_judged_violated() throws IOException {
        AuditReport report = TestBundles.verify(STORY.bundle(), TestBundles.roots(STORY.fixture));
        assertThat(report.exitCode()).isEqualTo(AuditReport.VIOLATED);
        assertThat(report.rules(Verdict.VIOLATED)).contains("E12");
        assertThat(report.text()).contains("RULES_UNKNOWN");
    }
}
