package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.ApprovalPolicy.Regulated;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskState;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The regulator that policy names for a purpose approves too. */
class RegulatorTest {
    private static final MemberId CLEARING = new MemberId("clearing-c");
    private static final MemberId TELCO = new MemberId("telco-b");

    private static ApprovalPolicy regulated(Regulated... entries) {
        return new ApprovalPolicy(false, List.of(entries));
    }

    private static Regulated entry(String purpose, MemberId regulator) {
        return new Regulated(new Code(purpose), regulator);
    }

    private static Scenario under(ApprovalPolicy approvals) {
        return Scenario.begun().edit(MemberKeys.policy(1), p -> Bent.approvals(p, approvals));
    }

    /** A task of two parties, in which clearing-c has no slot by itself. */
    private static ManifestBuilder ofTwo(Scenario scenario) {
        return scenario.fixture()
                .aTask()
                .parties(
                        new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                        new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE)));
    }

    @Test
    void the_named_regulator_fills_a_slot() {
        Scenario scenario = under(regulated(entry("credit-risk", CLEARING)));
        TaskManifest manifest = scenario.story().propose(ofTwo(scenario).build());
        TaskCommand.ApproveTask approve = new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0);
        scenario.accepts("bank-a", Role.APPROVER, approve).accepts("telco-b", Role.APPROVER, approve);
        assertThat(TaskStates.of(scenario.ledger().reader(), manifest.task(), scenario.time()))
                .contains(TaskState.PROPOSED);
        scenario.story().fund(manifest, 1);
        scenario.refuses(
                "bank-a",
                Role.NODE,
                scenario.fixture().start(manifest, 1, scenario.time()),
                Reason.APPROVAL_MISSING,
                "clearing-c");
        scenario.accepts("clearing-c", Role.APPROVER, approve);
        assertThat(TaskStates.of(scenario.ledger().reader(), manifest.task(), scenario.time()))
                .contains(TaskState.APPROVED);
        scenario.story().start(manifest, 1);
    }

    @Test
    void another_purpose_needs_no_regulator() {
        Scenario scenario = under(regulated(entry("credit", CLEARING), entry("credit-risk/other", CLEARING)));
        TaskManifest manifest = scenario.story().propose(ofTwo(scenario).build());
        assertThat(Slots.needed(scenario.ledger().reader(), manifest)).doesNotContain(CLEARING);
        scenario.refuses(
                "clearing-c",
                Role.APPROVER,
                new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0),
                Reason.NOT_A_PARTY,
                "clearing-c");
    }

    @Test
    void the_most_specific_purpose_decides_in_whatever_order() {
        Code purpose = new Code("credit-risk/scoring");
        Regulated wide = entry("credit-risk", TELCO);
        Regulated narrow = entry("credit-risk/scoring", CLEARING);
        assertThat(regulated(wide, narrow).regulators(purpose)).containsExactly(CLEARING);
        assertThat(regulated(narrow, wide).regulators(purpose)).containsExactly(CLEARING);
        assertThat(regulated(narrow, wide).regulators(new Code("credit-risk/other")))
                .containsExactly(TELCO);
        assertThat(regulated(narrow, wide).regulators(new Code("marketing"))).isEmpty();
    }

    @Test
    void a_wide_purpose_does_not_escape_the_regulators_of_the_narrow_ones() {
        Regulated scoring = entry("credit-risk/scoring", CLEARING);
        Regulated wide = entry("credit-risk", TELCO);
        Code parent = new Code("credit-risk");
        assertThat(regulated(scoring).regulators(parent)).containsExactly(CLEARING);
        assertThat(regulated(scoring, wide).regulators(parent)).containsExactly(TELCO, CLEARING);
        assertThat(regulated(scoring, entry("credit-risk/other", CLEARING)).regulators(parent))
                .containsExactly(CLEARING);
        assertThat(regulated(scoring).regulators(new Code("credit"))).isEmpty();
        Scenario scenario = under(regulated(scoring));
        TaskManifest manifest = ofTwo(scenario).purpose("credit-risk").build();
        assertThat(Slots.needed(scenario.ledger().reader(), manifest))
                .containsExactly(new MemberId("bank-a"), TELCO, CLEARING);
    }

    @Test
    void a_purpose_is_named_once() {
        assertThatThrownBy(() -> regulated(entry("credit-risk", TELCO), entry("credit-risk", CLEARING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("once");
    }

    @Test
    void a_regulator_that_is_concerned_anyway_has_one_slot() {
        Scenario scenario = under(regulated(entry("credit-risk", TELCO)));
        TaskManifest manifest = ofTwo(scenario).build();
        assertThat(Slots.needed(scenario.ledger().reader(), manifest)).containsExactly(new MemberId("bank-a"), TELCO);
    }

    @Test
    void a_genesis_names_only_founders_as_regulators() {
        assertThatThrownBy(() -> ConsortiumFixture.createWith(
                                p -> Bent.approvals(p, regulated(entry("credit-risk", new MemberId("nobody")))))
                        .ledger())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/payload/policy/approvals");
    }
}
