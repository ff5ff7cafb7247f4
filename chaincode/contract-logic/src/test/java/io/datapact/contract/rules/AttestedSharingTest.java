package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prices shared by weights that the parties attest: 100,000, of which 1 is the fee, among the three members. */
class AttestedSharingTest {
    private static final List<Share> SHARES = shares("telco-b", "bank-a", "clearing-c");

    private final Scenario scenario = Scenario.begun();

    private static List<Share> shares(String... members) {
        return Stream.of(members)
                .map(member -> new Share(new MemberId(member), 0))
                .toList();
    }

    private static SettlementTerms terms(String sharing, long price, long fee, List<Share> shares) {
        SettlementTerms plain = ManifestBuilder.terms(price, 10_000);
        return new SettlementTerms(
                "CNY",
                price,
                sharing,
                shares,
                new MemberAmount(new MemberId("clearing-c"), fee),
                plain.deposits(),
                new Arbiters(List.of(), 0));
    }

    private TaskManifest manifest() {
        return scenario.fixture()
                .aTask()
                .terms(terms("attested/usage", 100_000, 1, SHARES))
                .build();
    }

    private RunId computing(TaskManifest manifest) {
        RunId run = scenario.story().started(manifest);
        scenario.story().commitInputs(manifest, run);
        return run;
    }

    private static RunCommand.AttestResult attestation(
            TaskManifest manifest, RunId run, Party party, List<Long> weights) {
        CommonPart common = Story.common(manifest, run).withWeights(weights);
        return new RunCommand.AttestResult(run, common, Story.own(manifest, run, party));
    }

    private void attest(TaskManifest manifest, RunId run, int party, List<Long> weights) {
        Party attesting = manifest.parties().get(party);
        scenario.accepts(attesting.node().member().value(), Role.NODE, attestation(manifest, run, attesting, weights));
    }

    private Outcome outcome(RunId run, long millis) {
        scenario.story().pass(millis);
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.CloseRun(run));
        return scenario.read(SettlementKeys.outcome(run)).orElseThrow();
    }

    private static List<String> shared(Outcome outcome, String cause) {
        return Tribunal.lines(outcome)
                .filter(line -> line.contains(" " + cause + " "))
                .toList();
    }

    private Outcome settled(List<Long> weights) {
        TaskManifest manifest = manifest();
        RunId run = computing(manifest);
        for (int party = 0; party < 3; party++) {
            attest(manifest, run, party, weights);
        }
        scenario.story().release(manifest, run);
        return outcome(run, 60_001);
    }

    @Test
    void the_price_follows_the_attested_weights_in_the_order_of_the_terms() {
        // 99,999 by 3 : 2 : 2 is 42,856.7 and twice 28,571.1.
        Outcome outcome = settled(List.of(3L, 2L, 2L));
        assertThat(shared(outcome, "share"))
                .containsExactly(
                        "bank-a 28571 share bank-a", "clearing-c 28571 share bank-a", "telco-b 42857 share bank-a");
        assertThat(shared(outcome, "fee")).containsExactly("clearing-c 1 fee bank-a");
    }

    @Test
    void weights_of_zero_mean_equal_parts() {
        assertThat(shared(settled(List.of(0L, 0L, 0L)), "share"))
                .containsExactly(
                        "bank-a 33333 share bank-a", "clearing-c 33333 share bank-a", "telco-b 33333 share bank-a");
    }

    @Test
    void a_weight_of_zero_beside_others_gets_nothing() {
        assertThat(shared(settled(List.of(0L, 1L, 0L)), "share")).containsExactly("bank-a 99999 share bank-a");
    }

    @Test
    void parties_that_attest_different_weights_do_not_agree() {
        TaskManifest manifest = manifest();
        RunId run = computing(manifest);
        attest(manifest, run, 0, List.of(1L, 1L, 1L));
        attest(manifest, run, 1, List.of(1L, 1L, 1L));
        attest(manifest, run, 2, List.of(1L, 1L, 2L));
        assertThat(RunStates.of(scenario.ledger().reader(), run, scenario.time()))
                .contains(RunState.COMPUTING);
        Outcome outcome = outcome(run, 1_000_000);
        assertThat(outcome.row()).isEqualTo(8);
        assertThat(shared(outcome, "refund")).containsExactly("bank-a 100000 refund bank-a");
    }

    @Test
    void who_withholds_pays_the_others_by_attested_weights() {
        TaskManifest manifest = manifest();
        RunId run = computing(manifest);
        for (int party = 0; party < 3; party++) {
            attest(manifest, run, party, List.of(1L, 2L, 9L));
        }
        scenario.accepts(
                "telco-b",
                Role.NODE,
                Story.released(manifest, run, manifest.parties().get(1)));
        Outcome outcome = outcome(run, 800_000);
        assertThat(outcome.row()).isEqualTo(4);
        // 10,000 by 1 : 2 between telco-b and bank-a.
        assertThat(shared(outcome, "penalty"))
                .containsExactly("bank-a 6667 penalty clearing-c", "telco-b 3333 penalty clearing-c");
    }

    @Test
    void an_attestation_bears_one_weight_per_share_member_exactly_where_the_terms_ask_for_them() {
        TaskManifest manifest = manifest();
        RunId run = computing(manifest);
        Party party = manifest.parties().get(0);
        for (List<Long> wrong : List.of(List.<Long>of(), List.of(1L, 1L), List.of(1L, 1L, 1L, 1L))) {
            refusesWeights(attestation(manifest, run, party, wrong));
        }
        RunCommand.AttestResult whole = attestation(manifest, run, party, List.of(1L, 1L, 1L));
        CommonPart common = whole.common();
        CommonPart without = new CommonPart(
                run,
                common.manifestDigest(),
                common.pluginDigest(),
                common.inputs(),
                common.outputs(),
                common.release());
        refusesWeights(new RunCommand.AttestResult(run, without, whole.own()));
        TaskManifest fixed =
                scenario.fixture().aTask().task("bank-a/fixed").slot(2).build();
        RunId other = computing(fixed);
        refusesWeights(attestation(fixed, other, fixed.parties().get(0), List.of(1L, 1L)));
    }

    private void refusesWeights(RunCommand.AttestResult attestation) {
        scenario.refuses("bank-a", Role.NODE, attestation, Reason.MANIFEST_MISMATCH, "/common/weights");
    }

    @Test
    void weights_have_bounds_and_are_left_out_of_the_bytes_where_there_are_none() {
        TaskManifest fixed = scenario.fixture().aTask().build();
        CommonPart common = Story.common(fixed, new RunId(fixed.task(), 1));
        for (long wrong : new long[] {-1, 1_000_001}) {
            assertThatThrownBy(() -> common.withWeights(List.of(wrong))).hasMessageContaining("weight");
        }
        List<Long> many = new ArrayList<>(List.of(0L));
        for (int i = 0; i < 16; i++) {
            many.add(1L);
        }
        assertThatThrownBy(() -> common.withWeights(many)).hasMessageContaining("weights");
        RecordCodec<CommonPart> codec = RecordCodec.of(CommonPart.class);
        assertThat(codec.text(common)).doesNotContain("weights");
        CommonPart weighted = common.withWeights(List.of(7L, 0L));
        assertThat(codec.text(weighted)).contains("\"weights\":[7,0]");
        assertThat(codec.decode(codec.encode(weighted), 1 << 16)).isEqualTo(new Parsed.Value<>(weighted));
    }

    @Test
    void terms_name_a_method_and_leave_their_own_weights_at_zero() {
        assertThat(terms("attested/usage/rows", 1, 0, SHARES).attestedMethod()).contains(new Code("usage/rows"));
        assertThat(terms("fixed", 1, 0, SHARES).attestedMethod()).isEmpty();
        for (String wrong : List.of("attested", "attested/", "attested/Usage", "attested//x", "Fixed", "")) {
            assertThatThrownBy(() -> terms(wrong, 1, 0, SHARES)).isInstanceOf(IllegalArgumentException.class);
        }
        refusesTerms(terms("attested/usage", 100_000, 1, List.of()), "/terms/shares");
        List<Share> weighted = List.of(SHARES.get(0), new Share(new MemberId("bank-a"), 1));
        refusesTerms(terms("attested/usage", 100_000, 1, weighted), "/terms/shares/1/weight");
        refusesTerms(terms("fixed", 100_000, 1, SHARES), "/terms/shares");
    }

    private void refusesTerms(SettlementTerms terms, String field) {
        TaskCommand.ProposeTask proposal = new TaskCommand.ProposeTask(
                scenario.fixture().aTask().terms(terms).build());
        scenario.refuses("bank-a", Role.APPROVER, proposal, Reason.MANIFEST_MISMATCH, field);
    }
}
