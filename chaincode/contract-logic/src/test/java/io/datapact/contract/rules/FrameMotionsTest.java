package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.governance.ReferenceValues;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameMotionsTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId NOBODY = new MemberId("nobody");
    private static final Bytes KEY = Bytes.of(new byte[32]);
    private static final Bytes OTHER_KEY =
            Bytes.of(ConsortiumFixture.digest("another key").toBytes());

    private final Scenario scenario = Scenario.begun();
    private final Council council = new Council(scenario);

    static Action.SetFrame reviewers(List<MemberId> reviewers) {
        return new Action.SetFrame(
                Optional.of(reviewers), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Action.SetFrame currencies(List<CurrencyIssuer> currencies) {
        return new Action.SetFrame(
                Optional.empty(), Optional.of(currencies), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Action.SetFrame witnesses(MemberId member) {
        List<Witnesses.Witness> one = List.of(new Witnesses.Witness(member, new NoteKey("w.example/1", KEY)));
        return new Action.SetFrame(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Witnesses(one, 1)),
                Optional.empty(),
                Optional.empty());
    }

    private static Action.SetFrame logKey(Bytes key) {
        return new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(key));
    }

    private void refuses(Action action, Reason reason) {
        Motion motion = council.motion(action);
        council.yes(motion, "bank-a", "clearing-c", "telco-b").refuses(motion, reason);
    }

    @Test
    void each_part_of_the_frame_is_set_by_itself() {
        council.decide(reviewers(List.of(BANK)));
        council.decide(currencies(List.of(new CurrencyIssuer("EUR", BANK))));
        assertThat(scenario.read(MemberKeys.FRAME).orElseThrow().reviewers()).containsExactly(BANK);
        assertThat(scenario.read(MemberKeys.FRAME).orElseThrow().currencies())
                .containsExactly(new CurrencyIssuer("EUR", BANK));
        council.decide(witnesses(BANK));
        assertThat(scenario.read(GovernanceKeys.WITNESSES).orElseThrow().needed())
                .isEqualTo(1);
        ReferenceValues values = new ReferenceValues(
                List.of(new ReferenceValues.ReferenceValue(new Code("tdx"), ConsortiumFixture.digest("measured"))));
        council.decide(new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(values), Optional.empty()));
        assertThat(scenario.read(GovernanceKeys.REFERENCE_VALUES)).contains(values);
    }

    @Test
    void a_log_key_replaces_the_one_in_force_and_the_name_stays() {
        LedgerAuthority first = scenario.read(MemberKeys.GENESIS).orElseThrow().authority();
        council.decide(logKey(KEY));
        assertThat(scenario.read(GovernanceKeys.AUTHORITY))
                .contains(new LedgerAuthority("embedded", first.origin(), KEY));
        assertThat(scenario.read(GovernanceKeys.formerLogKey(first.key()))).isPresent();
        assertThat(scenario.read(GovernanceKeys.formerLogKey(KEY))).isEmpty();
        council.decide(logKey(OTHER_KEY));
        assertThat(scenario.read(GovernanceKeys.AUTHORITY))
                .contains(new LedgerAuthority("embedded", first.origin(), OTHER_KEY));
    }

    @Test
    void the_log_key_in_force_is_decided_already() {
        refuses(logKey(genesisKey()), Reason.ALREADY_DECIDED);
        council.decide(logKey(KEY));
        refuses(logKey(KEY), Reason.ALREADY_DECIDED);
    }

    @Test
    void a_key_that_was_the_logs_before_never_comes_back() {
        council.decide(logKey(KEY));
        refuses(logKey(genesisKey()), Reason.KEY_IN_USE);
        council.decide(logKey(OTHER_KEY));
        refuses(logKey(KEY), Reason.KEY_IN_USE);
        refuses(logKey(genesisKey()), Reason.KEY_IN_USE);
    }

    @Test
    void two_motions_for_a_log_key_do_not_both_pass() {
        Motion one = council.motion(logKey(KEY));
        Motion other = council.motion(logKey(OTHER_KEY));
        council.yes(one, "bank-a", "clearing-c", "telco-b").yes(other, "bank-a", "clearing-c", "telco-b");
        council.enact(one);
        council.refuses(other, Reason.BASE_CHANGED);
    }

    @Test
    void a_ledger_that_is_no_log_has_no_log_key() {
        scenario.put(GovernanceKeys.AUTHORITY, new LedgerAuthority("fabric", "channel/datapact", OTHER_KEY));
        refuses(logKey(KEY), Reason.MANIFEST_MISMATCH);
    }

    private Bytes genesisKey() {
        return scenario.read(MemberKeys.GENESIS).orElseThrow().authority().key();
    }

    @Test
    void a_frame_motion_sets_exactly_one_part() {
        assertThatThrownBy(() -> new Action.SetFrame(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Action.SetFrame(
                        Optional.of(List.of()),
                        Optional.of(List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> logKey(Bytes.of(new byte[31]))).isInstanceOf(IllegalArgumentException.class);
        List<Witnesses.Witness> twice = List.of(
                new Witnesses.Witness(BANK, new NoteKey("a", KEY)), new Witnesses.Witness(BANK, new NoteKey("b", KEY)));
        assertThatThrownBy(() -> new Witnesses(twice, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_is_named_must_be_a_member_and_once() {
        refuses(reviewers(List.of(NOBODY)), Reason.NOT_A_PARTY);
        refuses(reviewers(List.of(BANK, BANK)), Reason.MANIFEST_MISMATCH);
        refuses(currencies(List.of(new CurrencyIssuer("EUR", NOBODY))), Reason.NOT_A_PARTY);
        refuses(
                currencies(List.of(new CurrencyIssuer("EUR", BANK), new CurrencyIssuer("EUR", BANK))),
                Reason.MANIFEST_MISMATCH);
        refuses(witnesses(NOBODY), Reason.NOT_A_PARTY);
        Policy policy = Bent.version(Bent.pool(ConsortiumFixture.defaultPolicy(), NOBODY), 2, 0);
        refuses(new Action.SetPolicy(policy), Reason.NOT_A_PARTY);
        ApprovalPolicy regulated =
                new ApprovalPolicy(false, List.of(new ApprovalPolicy.Regulated(new Code("credit-risk"), NOBODY)));
        refuses(
                new Action.SetPolicy(Bent.approvals(Bent.version(ConsortiumFixture.defaultPolicy(), 2, 0), regulated)),
                Reason.NOT_A_PARTY);
    }

    @Test
    void policies_follow_each_other() {
        for (long version : new long[] {1, 3}) {
            refuses(new Action.SetPolicy(Bent.version(ConsortiumFixture.defaultPolicy(), version, 0)), Reason.NOT_NEXT);
        }
    }

    @Test
    void a_rule_book_that_this_jar_lacks_is_not_enacted_but_may_be_voted_for() {
        refuses(new Action.UpgradeRules(2), Reason.RULES_UNKNOWN);
        refuses(new Action.UpgradeRules(1), Reason.NOT_NEXT);
    }
}
