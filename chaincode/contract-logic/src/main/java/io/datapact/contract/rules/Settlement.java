package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns a row of contract.md section 6 into postings. All money that was locked for the run goes out again, to the
 * minor unit: price to fee and shares or back to the payer, each deposit back or in part as a penalty, each bond back or
 * to the pool.
 */
final class Settlement {
    static final String SHARE = "share";
    static final String FEE = "fee";
    static final String REFUND = "refund";
    static final String DEPOSIT_BACK = "deposit-back";
    static final String PENALTY = "penalty";
    static final String BOND_BACK = "bond-back";
    static final String BOND_LOST = "bond-lost";

    private final MemberId payer;
    private final SettlementTerms terms;
    private final List<Share> shares;
    private final MemberId pool;
    private final List<Posting> postings = new ArrayList<>();
    private final SortedMap<MemberId, Long> penalties = new TreeMap<>();

    /**
     * @param weights what the parties attested, where sharing is attested and they did
     * @param pool    the member that receives forfeited deposits
     */
    Settlement(TaskManifest manifest, Optional<List<Long>> weights, MemberId pool) {
        this.payer = manifest.payer();
        this.terms = manifest.terms();
        this.shares =
                weights.map(found -> Sharing.weighted(terms.shares(), found)).orElse(terms.shares());
        this.pool = pool;
    }

    /** The price goes to fee and shares. */
    void payOut() {
        long fee = terms.fee().amount();
        post(terms.fee().member(), fee, FEE, payer);
        if (terms.price() > fee) {
            Sharing.split(terms.price() - fee, shares)
                    .forEach(part -> post(part.member(), part.amount(), SHARE, payer));
        }
    }

    /** The price goes back. */
    void refund() {
        post(payer, terms.price(), REFUND, payer);
    }

    /** Takes min(deposit, most) of a member's deposit as a penalty. */
    void penalise(MemberId member, long most) {
        penalties.put(member, Math.min(MoneyTermsChecks.deposit(terms, member), most));
    }

    /** Penalties go to the pool. */
    void penaltiesToPool() {
        penalties.forEach((member, amount) -> post(pool, amount, PENALTY, member));
    }

    /**
     * Penalties go, up to the price in all, to share members outside those penalised, by weight; the rest to the pool.
     * Recipients are served in order of member id, the pool last, out of the penalties in order of member id.
     */
    void penaltiesToShares() {
        List<Share> outside = shares.stream()
                .filter(share -> share.weight() > 0 && !penalties.containsKey(share.member()))
                .toList();
        long pot = pot();
        long shared = outside.isEmpty() ? 0 : Math.min(pot, terms.price());
        List<Sharing.Part> parts = new ArrayList<>();
        if (shared > 0) {
            parts.addAll(Sharing.split(shared, outside));
        }
        parts.add(new Sharing.Part(pool, pot - shared));
        route(parts);
    }

    /** Penalties go in equal parts to those harmed, in order of member id as above; to the pool where nobody is. */
    void penaltiesTo(List<MemberId> harmed) {
        if (harmed.isEmpty()) {
            penaltiesToPool();
        } else {
            route(Sharing.split(
                    pot(), harmed.stream().map(member -> new Share(member, 1)).toList()));
        }
    }

    private long pot() {
        return penalties.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Pays parts that sum to the penalties out of them, both in order. */
    private void route(List<Sharing.Part> parts) {
        SortedMap<MemberId, Long> left = new TreeMap<>(penalties);
        for (Sharing.Part part : parts) {
            long open = part.amount();
            for (MemberId source : List.copyOf(left.keySet())) {
                long taken = Math.min(open, left.get(source));
                post(part.member(), taken, PENALTY, source);
                left.put(source, left.get(source) - taken);
                open -= taken;
            }
        }
    }

    /** What is left of each deposit goes back. */
    void returnDeposits() {
        for (MemberAmount deposit : terms.deposits()) {
            long penalty = penalties.getOrDefault(deposit.member(), 0L);
            post(deposit.member(), deposit.amount() - penalty, DEPOSIT_BACK, deposit.member());
        }
    }

    /** Each bond goes back, but a frivolous disputant's to the pool. */
    void resolveBonds(SortedMap<MemberId, Dispute> disputes, List<MemberId> frivolous) {
        disputes.forEach((member, dispute) -> {
            boolean lost = frivolous.contains(member);
            post(lost ? pool : member, dispute.bond(), lost ? BOND_LOST : BOND_BACK, member);
        });
    }

    /** The postings above 0, sorted by receiver, cause and source. */
    List<Posting> postings() {
        return postings.stream()
                .sorted(Comparator.comparing(Posting::to)
                        .thenComparing(Posting::cause)
                        .thenComparing(Posting::from))
                .toList();
    }

    private void post(MemberId to, long amount, String cause, MemberId from) {
        if (amount > 0) {
            postings.add(new Posting(to, amount, cause, from));
        }
    }
}
