package io.datapact.contract.command;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Verdict;
import java.util.List;

/** Commands about money. Amounts are minor units. */
public sealed interface SettlementCommand extends Command {
    /** The currency's issuer records money received for a member (role market). */
    record PayIn(String currency, Digest reference, MemberId member, long amount) implements SettlementCommand {
        public PayIn {
            CurrencyIssuer.requireCurrency(currency);
            Bounds.require("amount", amount, 1, Bounds.MAXIMUM_AMOUNT);
        }
    }

    /** A member takes pay-ins and pays into its balance. */
    record Collect(String currency, List<Digest> payIns, List<RunId> pays) implements SettlementCommand {
        /** Most pay-ins and pays in one command. */
        public static final int MAXIMUM = 64;

        public Collect {
            payIns = List.copyOf(payIns);
            pays = List.copyOf(pays);
            CurrencyIssuer.requireCurrency(currency);
            Bounds.require("payIns and pays", payIns.size() + pays.size(), 1, MAXIMUM);
            if (payIns.stream().distinct().count() + pays.stream().distinct().count() != payIns.size() + pays.size()) {
                throw new IllegalArgumentException("expected each pay-in and pay once, found one twice");
            }
        }
    }

    /** The payer locks the price of a run. */
    record FundTask(RunId run) implements SettlementCommand {}

    /** A member locks its deposit for a run. */
    record LockDeposit(RunId run) implements SettlementCommand {}

    /** Takes back what the member locked for a run that never started. */
    record Unlock(RunId run) implements SettlementCommand {}

    /**
     * A party or the payer disputes an ended run and locks a bond.
     *
     * @param cause     what is disputed, as a code; a claim
     * @param statement digest of the statement to the arbiters, which holds a 32-byte salt
     */
    record OpenDispute(RunId run, Code cause, Digest statement) implements SettlementCommand {}

    /** An arbiter rules on a disputed run (role approver). */
    record Rule(RunId run, Verdict verdict) implements SettlementCommand {}

    /**
     * A member takes money out of the ledger.
     *
     * @param order digest of the payment order that the member gives the issuer, which holds a 32-byte salt
     */
    record PayOut(String currency, long amount, Digest order) implements SettlementCommand {
        public PayOut {
            CurrencyIssuer.requireCurrency(currency);
            Bounds.require("amount", amount, 1, Bounds.MAXIMUM_AMOUNT);
        }
    }

    /** Settles a run by the agreed rule, from recorded facts alone. */
    record CloseRun(RunId run) implements SettlementCommand {}
}
