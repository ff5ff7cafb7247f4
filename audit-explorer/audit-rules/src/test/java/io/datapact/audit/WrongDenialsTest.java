package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialEntry;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ManifestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Denials that a host recorded although they are none: found by B10, whatever the rule book says. */
class WrongDenialsTest {
    private static final Map<String, Supplier<AuditStory>> STORIES = stories();

    private static Map<String, Supplier<AuditStory>> stories() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("told again", ToldAgain::new);
        stories.put("about an approval", AboutAnApproval::new);
        stories.put("about another's start", AboutAnothersStart::new);
        stories.put("for no known reason", ForNoReason::new);
        stories.put("about an unknown task", AboutUnknownTask::new);
        return stories;
    }

    static Stream<String> names() {
        return STORIES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_denial_that_is_none_violates_the_rule_about_denials(String name) {
        AuditStory story = STORIES.get(name).get().told();
        byte[] bundle = story.bundle();

        AuditReport asHost = TestBundles.verifyAsHost(story, bundle);
        AuditReport byRelease = TestBundles.verify(bundle, TestBundles.roots(story.fixture));

        assertThat(asHost.rules(Verdict.VIOLATED)).as(asHost.text()).containsExactly("B10");
        assertThat(byRelease.rules(Verdict.VIOLATED)).as(byRelease.text()).containsExactlyInAnyOrder("B10", "E12");
    }

    /** A further denial, forced upon the ledger after all else. */
    private abstract static class ForcedDenial extends AuditStory {
        private final List<byte[]> refused = new ArrayList<>();

        @Override
        void deny(RecordDenial denial) {
            super.deny(denial);
            refused.add(denial.about().toBytes());
        }

        byte[] refusedBefore() {
            return refused.getFirst();
        }

        final void force(byte[] about, String reason) {
            time += STEP_MILLIS;
            RecordDenial denial =
                    new RecordDenial(new MemberId("bank-a"), day(), 2, Bytes.of(about), reason, Optional.empty());
            Digest payload = payloadDigest(about);
            NodeId gate = new NodeId("bank-a/1");
            List<Write> writes = List.of(
                    Forgery.put(
                            EvidenceKeys.denial(gate, denial.asker(), day(), 2),
                            new Denial(payload, Optional.of(run), reason, Optional.empty(), time)),
                    Forgery.put(EvidenceKeys.denied(gate, payload), new DenialEntry(denial.asker(), day(), 2)));
            host.force(signed("bank-a", Role.NODE, denial), time, writes);
        }
    }

    private static final class ToldAgain extends ForcedDenial {
        @Override
        void collect() {
            super.collect();
            force(refusedBefore(), "APPROVAL_MISSING");
        }
    }

    private static final class AboutAnApproval extends ForcedDenial {
        @Override
        void collect() {
            super.collect();
            force(signed("bank-a", Role.APPROVER, approval()), "NOT_NEXT");
        }
    }

    private static final class AboutAnothersStart extends ForcedDenial {
        @Override
        void collect() {
            super.collect();
            force(signed("telco-b", Role.NODE, fixture.start(manifest, 2, time)), "USES_EXHAUSTED");
        }
    }

    private static final class ForNoReason extends ForcedDenial {
        @Override
        void collect() {
            super.collect();
            force(signed("bank-a", Role.NODE, fixture.start(manifest, 2, time)), "BECAUSE");
        }
    }

    private static final class AboutUnknownTask extends ForcedDenial {
        @Override
        void collect() {
            super.collect();
            ManifestBuilder other = aTask().task("bank-a/2026-000009");
            force(signed("bank-a", Role.NODE, fixture.start(other.build(), 1, time)), "APPROVAL_MISSING");
        }
    }
}
