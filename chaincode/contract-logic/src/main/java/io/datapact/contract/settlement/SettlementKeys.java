package io.datapact.contract.settlement;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateKey;

/** The keys of money. */
public final class SettlementKeys {
    private SettlementKeys() {}

    /** A member's free balance. */
    public static StateKey<Account> account(MemberId member, String currency) {
        return new StateKey<>("acct/" + member + "/" + currency, Account.class);
    }

    /** A pay-in, by the digest of the issuer's reference. */
    public static StateKey<Pay> payIn(String currency, Digest reference) {
        return new StateKey<>("payin/" + currency + "/" + reference, Pay.class);
    }

    /** The payer's hold for a run. */
    public static StateKey<Locked> hold(RunId run) {
        return new StateKey<>("hold/" + RunKeys.path(run), Locked.class);
    }

    /** A member's deposit for a run. */
    public static StateKey<Locked> deposit(RunId run, MemberId member) {
        return new StateKey<>("deposit/" + RunKeys.path(run) + "/" + member, Locked.class);
    }

    /** What a run pays a member. */
    public static StateKey<Pay> pay(MemberId member, String currency, RunId run) {
        return new StateKey<>("pay/" + member + "/" + currency + "/" + RunKeys.path(run), Pay.class);
    }

    /** A member's dispute of a run. */
    public static StateKey<Dispute> dispute(RunId run, MemberId member) {
        return new StateKey<>("dispute/" + RunKeys.path(run) + "/" + member, Dispute.class);
    }

    /** An arbiter's ruling on a run. */
    public static StateKey<Ruling> ruling(RunId run, MemberId arbiter) {
        return new StateKey<>("ruling/" + RunKeys.path(run) + "/" + arbiter, Ruling.class);
    }

    /** Money that a member took out by a command, by the digest of the command's payload. */
    public static StateKey<Payout> payOut(MemberId member, String currency, Digest command) {
        return new StateKey<>("payout/" + member + "/" + currency + "/" + command, Payout.class);
    }

    /** A run's outcome. */
    public static StateKey<Outcome> outcome(RunId run) {
        return new StateKey<>("outcome/" + RunKeys.path(run), Outcome.class);
    }
}
