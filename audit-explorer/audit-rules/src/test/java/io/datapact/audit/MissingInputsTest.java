package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.RuleResult;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.merkle.WitnessSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule cannot see it says, and never holds by it. */
class MissingInputsTest {
    private static final AuditStory STORY = new AuditStory().told();

    private static RuleResult result(AuditStory story, String rule) {
        AuditReport report = TestBundles.verifyAsHost(story, story.bundle());
        return report.result(rule).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"E09,three years", "E10,log of the node", "S07,S02"})
    void a_rule_whose_inputs_no_bundle_has_does_not_apply_and_says_why(String rule, String why) {
        RuleResult result = result(STORY, rule);

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(result.remarks()).anySatisfy(remark -> assertThat(remark).contains(why));
    }

    @ParameterizedTest
    @CsvSource({"A10,consents", "D05,public log", "E02,no witnesses", "E06,RFC 3161"})
    void a_rule_that_judges_a_part_says_which_it_does_not(String rule, String what) {
        RuleResult result = result(STORY, rule);

        assertThat(result.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(result.remarks()).anySatisfy(remark -> assertThat(remark).contains(what));
    }

    @Test
    void text_and_json_show_what_was_not_judged() {
        AuditReport report = TestBundles.verify(STORY.bundle(), TestBundles.roots(STORY.fixture));

        assertThat(report.text()).contains("    note: no time stamps (RFC 3161)");
        assertThat(report.json()).contains("\"remarks\":[\"no time stamps (RFC 3161)");
    }

    @Test
    void scores_without_their_utilities_are_unverifiable() {
        JudgedStory story = new JudgedStory(Optional.empty(), 1L, 2L);

        assertThat(result(story.told(), "S07").verdict()).isEqualTo(Verdict.UNVERIFIABLE);
    }

    @Test
    void a_checkpoint_without_the_witnesses_required_is_unverifiable() {
        AuditReport report = verify(new Witnessed(false));

        assertThat(report.rules(Verdict.UNVERIFIABLE)).containsExactly("E02");
        assertThat(report.exitCode()).isEqualTo(AuditReport.UNVERIFIABLE);
    }

    @Test
    void a_checkpoint_that_the_witness_signed_holds() {
        assertThat(verify(new Witnessed(true)).rules(Verdict.HOLDS)).contains("E02");
    }

    private static AuditReport verify(AuditStory story) {
        return TestBundles.verifyAsHost(story, story.told().bundle());
    }

    /** A network that requires one witness. */
    private static final class Witnessed extends AuditStory {
        private final KeyPair pair = newPair();
        private final NoteKey key = NoteKey.of("witness.example", pair.getPublic());
        private final boolean signs;

        Witnessed(boolean signs) {
            this.signs = signs;
        }

        @Override
        void propose() {
            Witnesses witnesses = new Witnesses(List.of(new Witnesses.Witness(new MemberId("telco-b"), key)), 1);
            WrongApprovals.forcePayIn(this, Forgery.put(GovernanceKeys.WITNESSES, witnesses));
            super.propose();
        }

        @Override
        SignedNote note() {
            WitnessSigner witness = new WitnessSigner(new WitnessKey(key.name(), key.publicKey()), pair.getPrivate());
            return signs ? witness.cosign(super.note(), time / 1_000) : super.note();
        }

        private static KeyPair newPair() {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform makes Ed25519 keys", e);
            }
        }
    }
}
