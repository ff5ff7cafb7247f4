package io.datapact.audit.rule;

import io.datapact.audit.state.Facts;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.state.StateKey;
import java.util.Optional;

/**
 * Money under one key of the state.
 *
 * @param currency three capital letters
 * @param amount   minor units; what was collected counts nothing, what was paid out still counts
 */
record Money(String currency, long amount) {
    private static final int ACCOUNT_CURRENCY = 2;
    private static final int PAY_IN_CURRENCY = 1;
    private static final int DISPUTE_PARTS = 5;

    /** Whether a key holds money. */
    static boolean isMoney(String key) {
        return switch (prefix(key)) {
            case "acct", "payin", "payout", "pay", "hold", "deposit", "dispute" -> true;
            default -> false;
        };
    }

    /** The money under a key; nothing where there is none, or none that can be read. */
    static Optional<Money> under(Facts facts, String key) {
        String[] parts = key.split("/", -1);
        return switch (prefix(key)) {
            case "acct" ->
                facts.read(new StateKey<>(key, Account.class))
                        .map(account -> new Money(parts[ACCOUNT_CURRENCY], account.balance()));
            case "payin" ->
                facts.read(new StateKey<>(key, Pay.class)).map(pay -> new Money(parts[PAY_IN_CURRENCY], open(pay)));
            case "pay" ->
                facts.read(new StateKey<>(key, Pay.class)).map(pay -> new Money(parts[ACCOUNT_CURRENCY], open(pay)));
            case "payout" ->
                facts.read(new StateKey<>(key, Payout.class))
                        .map(payout -> new Money(parts[ACCOUNT_CURRENCY], payout.amount()));
            case "dispute" ->
                facts.read(new StateKey<>(key, Dispute.class))
                        .flatMap(
                                dispute -> currency(facts, parts).map(currency -> new Money(currency, dispute.bond())));
            default ->
                facts.read(new StateKey<>(key, Locked.class))
                        .map(locked -> new Money(locked.currency(), locked.amount()));
        };
    }

    /** A bond is in the currency of the task that its key names. */
    private static Optional<String> currency(Facts facts, String[] parts) {
        try {
            return parts.length < DISPUTE_PARTS
                    ? Optional.empty()
                    : facts.manifest(new TaskId(parts[1] + "/" + parts[2]))
                            .map(manifest -> manifest.terms().currency());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long open(Pay pay) {
        return pay.collected() ? 0 : pay.amount();
    }

    private static String prefix(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
