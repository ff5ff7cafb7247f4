package io.datapact.contract.rules;

import static io.datapact.contract.rules.ConsistencyChecks.distinct;
import static io.datapact.contract.rules.ConsistencyChecks.match;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskManifest;
import java.util.List;

/** The binding checks of a manifest's settlement terms: price, fee, shares, deposits, arbiters. */
final class MoneyTermsChecks {
    private static final long PERCENT = 100;

    private final RuleContext context;
    private final TaskManifest manifest;
    private final SettlementTerms terms;
    private final Policy policy;

    MoneyTermsChecks(RuleContext context, TaskManifest manifest, Policy policy) {
        this.context = context;
        this.manifest = manifest;
        this.terms = manifest.terms();
        this.policy = policy;
    }

    void require() {
        // Of bonds: what all that may dispute could lock. No overflow: 17 amounts below 2^53.
        long bonds = (manifest.parties().size() + 1) * RunTimes.bond(terms, policy);
        long locked = terms.price();
        for (MemberAmount deposit : terms.deposits()) {
            locked = Math.min(locked + deposit.amount(), Bounds.MAXIMUM_AMOUNT + 1);
        }
        match(locked + bonds <= Bounds.MAXIMUM_AMOUNT, "/terms");
        boolean known = locked == 0
                || context.frame().currencies().stream()
                        .anyMatch(issuer -> issuer.currency().equals(terms.currency()));
        match(known, "/terms/currency");
        match(terms.fee().amount() <= terms.price(), "/terms/fee/amount");
        match(isMember(terms.fee().member()), "/terms/fee/member");
        requireShares();
        requireDeposits();
        requireArbiters();
    }

    private void requireShares() {
        match(distinct(terms.shares().stream().map(Share::member)), "/terms/shares");
        for (int i = 0; i < terms.shares().size(); i++) {
            match(isMember(terms.shares().get(i).member()), "/terms/shares/" + i + "/member");
        }
        boolean attested = terms.attestedMethod().isPresent();
        for (int i = 0; i < terms.shares().size(); i++) {
            match(!attested || terms.shares().get(i).weight() == 0, "/terms/shares/" + i + "/weight");
        }
        boolean shared = terms.price() == terms.fee().amount()
                || terms.shares().stream().anyMatch(share -> attested || share.weight() > 0);
        match(shared, "/terms/shares");
    }

    private void requireDeposits() {
        match(distinct(terms.deposits().stream().map(MemberAmount::member)), "/terms/deposits");
        for (int i = 0; i < terms.deposits().size(); i++) {
            match(isMember(terms.deposits().get(i).member()), "/terms/deposits/" + i + "/member");
        }
        if (terms.price() == 0) {
            return;
        }
        // No overflow: amounts are below 2^53, percentages at most 100.
        long asked = policy.releaseSharePercent() * terms.price();
        for (Party party : manifest.parties()) {
            boolean enough = deposit(terms, party.node().member()) * PERCENT >= asked;
            match(enough, "/terms/deposits/" + party.node().member());
        }
    }

    private void requireArbiters() {
        Arbiters arbiters = terms.arbiters();
        List<MemberId> members = arbiters.members();
        boolean quorum = members.isEmpty()
                ? arbiters.needed() == 0
                : 2 * arbiters.needed() > members.size() && arbiters.needed() <= members.size();
        match(quorum, "/terms/arbiters/needed");
        match(distinct(members.stream()), "/terms/arbiters/members");
        for (int i = 0; i < members.size(); i++) {
            match(isMember(members.get(i)) && isNeutral(members.get(i)), "/terms/arbiters/members/" + i);
        }
    }

    /** Whether an arbiter gains or loses nothing by the outcome: it gets no price, no penalty, and has locked nothing. */
    private boolean isNeutral(MemberId arbiter) {
        return !arbiter.equals(policy.pool())
                && terms.deposits().stream()
                        .noneMatch(deposit -> deposit.member().equals(arbiter))
                && ConsistencyChecks.party(manifest, arbiter).isEmpty()
                && !arbiter.equals(manifest.payer())
                && !arbiter.equals(terms.fee().member())
                && terms.shares().stream().noneMatch(share -> share.member().equals(arbiter));
    }

    private boolean isMember(MemberId member) {
        return context.has(MemberKeys.member(member));
    }

    /** The deposit that terms ask of a member. */
    static long deposit(SettlementTerms terms, MemberId member) {
        return terms.deposits().stream()
                .filter(deposit -> deposit.member().equals(member))
                .mapToLong(MemberAmount::amount)
                .sum();
    }
}
