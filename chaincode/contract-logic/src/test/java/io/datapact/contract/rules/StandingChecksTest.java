package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each public bound of a standing approval, by a template that misses the fixture's task in that bound alone. */
class StandingChecksTest {
    private static final StandingTemplate TEMPLATE = StandingBench.template(StandingBench.TWO_RUNS);

    private static final MemberId TELCO = new MemberId("telco-b");

    private final TaskManifest manifest =
            Scenario.begun().fixture().aTask().runs(3).build();

    private static void exceeds(TaskManifest manifest, String component, Object value, String field) {
        assertThat(StandingBench.decide(manifest, StandingBench.with(component, value)))
                .isEqualTo(new Decision.Rejected(Reason.STANDING_EXCEEDED, field));
    }

    private static TaskManifest priced(long price) {
        return priced(ManifestBuilder.terms(price, 10_000));
    }

    private static TaskManifest priced(SettlementTerms terms) {
        return Scenario.begun().fixture().aTask().terms(terms).build();
    }

    @Test
    void a_template_that_fits_exactly_covers_the_task() {
        assertThat(StandingBench.decide(manifest, TEMPLATE)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void what_is_computed_is_bounded() {
        exceeds(manifest, "purposes", List.of(new Code("credit-risk/other")), "/purpose");
        exceeds(manifest, "algorithm", new AlgorithmId("clearing-c/other"), "/algorithm/id");
        exceeds(manifest, "version", 2L, "/algorithm/version");
        exceeds(manifest, "operations", List.of(new Code("count")), "/algorithm/operation");
        exceeds(manifest, "inputs", TEMPLATE.inputs().subList(1, 2), "/inputs/0");
        StandingInput elsewhere = new StandingInput(
                new DatasetId("bank-a/other"), TEMPLATE.inputs().get(0).columns());
        exceeds(manifest, "inputs", List.of(elsewhere, TEMPLATE.inputs().get(1)), "/inputs/0");
        StandingInput narrow = new StandingInput(new DatasetId("telco-b/subscribers"), List.of("id"));
        exceeds(manifest, "inputs", List.of(TEMPLATE.inputs().get(0), narrow), "/inputs/1");
    }

    @Test
    void who_takes_part_and_who_sees_what_is_bounded() {
        exceeds(manifest, "parties", TEMPLATE.parties().subList(0, 2), "/parties/2");
        exceeds(manifest, "recipients", List.of(new MemberId("telco-b")), "/outputs/0");
        exceeds(manifest, "minimumGroup", 11L, "/outputs/0");
    }

    @Test
    void how_much_is_shown_and_where_is_bounded() {
        exceeds(manifest, "maximumRows", 999L, "/outputs/0");
        TaskOutput there = manifest.outputs().get(0);
        TaskOutput away =
                new TaskOutput(there.name(), there.recipients(), there.minimumGroup(), there.maximumRows(), true);
        StandingApproval within = standing(TEMPLATE);
        TaskManifest abroad = RecordCopy.with(manifest, "outputs", List.of(away));
        assertThatThrownBy(() -> new StandingChecks(within, abroad).require())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.rejection())
                                .isEqualTo(new Decision.Rejected(Reason.STANDING_EXCEEDED, "/outputs/0")));
        new StandingChecks(standing(StandingBench.with("abroad", true)), abroad).require();
    }

    private static StandingApproval standing(StandingTemplate template) {
        return new StandingApproval(
                StandingBench.STANDING, template, List.of(ConsortiumFixture.digest("grant")), Optional.empty());
    }

    @Test
    void a_task_that_pays_the_granting_member_less_than_it_asks_is_not_covered() {
        SettlementTerms t = manifest.terms();
        long own = StandingChecks.certain(t, TELCO);
        assertThat(own).isEqualTo(90_000);
        assertThat(StandingBench.decide(manifest, StandingBench.with("leastOwn", own)))
                .isInstanceOf(Decision.Accepted.class);
        exceeds(manifest, "leastOwn", own + 1, "/terms/shares");
        MemberAmount all = new MemberAmount(t.fee().member(), t.price());
        TaskManifest unpaid = priced(
                new SettlementTerms(t.currency(), t.price(), t.sharing(), List.of(), all, t.deposits(), t.arbiters()));
        exceeds(unpaid, "leastOwn", 1L, "/terms/shares");
        assertThat(StandingBench.decide(unpaid, StandingBench.with("leastOwn", 0L)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void what_the_parties_attest_is_certain_only_of_who_shares_with_nobody() {
        SettlementTerms t = manifest.terms();
        List<Share> both = List.of(new Share(TELCO, 0), new Share(new MemberId("bank-a"), 0));
        assertThat(StandingChecks.certain(attested(t, both, t.fee()), TELCO)).isZero();
        assertThat(StandingChecks.certain(attested(t, both.subList(0, 1), t.fee()), TELCO))
                .isEqualTo(t.price() - t.fee().amount());
        assertThat(StandingChecks.certain(attested(t, both.subList(1, 2), t.fee()), TELCO))
                .isZero();
        assertThat(StandingChecks.certain(attested(t, both, new MemberAmount(TELCO, 7)), TELCO))
                .isEqualTo(7);
    }

    private static SettlementTerms attested(SettlementTerms t, List<Share> shares, MemberAmount fee) {
        return new SettlementTerms(t.currency(), t.price(), "attested/usage", shares, fee, t.deposits(), t.arbiters());
    }

    @Test
    void runs_and_price_are_bounded_on_both_sides() {
        exceeds(manifest, "runs", 2L, "/limits/runs");
        exceeds(manifest, "currency", "EUR", "/terms/currency");
        TaskManifest dearer = priced(100_001);
        exceeds(dearer, "leastPrice", 0L, "/terms/price");
        TaskManifest cheaper = priced(99_999);
        exceeds(cheaper, "mostPrice", 200_000L, "/terms/price");
        assertThatThrownBy(() -> StandingBench.with("leastOwn", 100_001L))
                .hasRootCauseMessage("expected leastOwn of 0 to 100000, found 100001");
    }

    @Test
    void only_the_granting_members_own_epsilon_counts() {
        List<TaskInput> inputs = manifest.inputs();
        TaskManifest costly =
                Bent.inputs(manifest, List.of(Bent.epsilon(inputs.get(0), 50), Bent.epsilon(inputs.get(1), 7)));
        exceeds(costly, "epsilonMicros", 6L, "/inputs/epsilonMicros");
        assertThat(StandingBench.decide(costly, StandingBench.with("epsilonMicros", 7L)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void each_cap_binds_by_itself() {
        StandingCaps caps = new StandingCaps(5, 10, 100);
        assertThat(caps.covers(new StandingCaps(4, 6, 60), 4, 40)).isTrue();
        assertThat(caps.covers(new StandingCaps(5, 0, 0), 0, 0)).isFalse();
        assertThat(caps.covers(new StandingCaps(4, 7, 0), 4, 0)).isFalse();
        assertThat(caps.covers(new StandingCaps(4, 0, 61), 0, 40)).isFalse();
        assertThat(caps.covers(StandingCaps.NONE, Long.MAX_VALUE, 0)).isFalse();
    }
}
