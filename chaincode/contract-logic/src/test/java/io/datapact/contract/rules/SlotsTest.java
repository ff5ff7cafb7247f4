package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who must approve a task in which every member is concerned in one way alone. */
class SlotsTest {
    private final Scenario scenario = Scenario.begun();

    private static List<MemberId> members(String... names) {
        return Stream.of(names).map(MemberId::new).toList();
    }

    private List<MemberId> needed(TaskManifest manifest) {
        return Slots.needed(scenario.ledger().reader(), manifest);
    }

    private TaskManifest manifest() {
        return scenario.fixture()
                .aTask()
                .inputs(new TaskInput(new Code("in"), new DatasetId("owner/data"), 1, List.of("id"), 1, 0))
                .parties(
                        new Party(0, new NodeId("owner/1"), List.of(Party.INPUT)),
                        new Party(1, new NodeId("computer/1"), List.of(Party.COMPUTE)),
                        new Party(2, new NodeId("reader/1"), List.of(Party.RECIPIENT)),
                        new Party(3, new NodeId("bystander/1"), List.of(Party.RECIPIENT)))
                .outputs(new TaskOutput(new Code("table"), members("reader", "owner"), 10, 1, false))
                .payer("payer")
                .build();
    }

    @Test
    void input_owner_compute_party_recipient_and_payer_approve_in_this_order() {
        assertThat(needed(manifest())).isEqualTo(members("owner", "computer", "reader", "payer"));
    }

    @Test
    void a_regulated_purposes_regulator_approves_last() {
        ApprovalPolicy.Regulated regulated =
                new ApprovalPolicy.Regulated(manifest().purpose(), new MemberId("regulator"));
        scenario.edit(MemberKeys.policy(1), p -> Bent.approvals(p, new ApprovalPolicy(false, List.of(regulated))));
        assertThat(needed(manifest())).isEqualTo(members("owner", "computer", "reader", "payer", "regulator"));
    }

    @Test
    void a_payer_that_is_no_party_may_dispute_and_a_stranger_may_not() {
        assertThat(Disputes.mayDispute(manifest(), new MemberId("payer"))).isTrue();
        assertThat(Disputes.mayDispute(manifest(), new MemberId("bystander"))).isTrue();
        assertThat(Disputes.mayDispute(manifest(), new MemberId("stranger"))).isFalse();
    }
}
