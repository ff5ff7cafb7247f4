package io.datapact.contract.invariant;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Payout;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Per currency: balances, holds, deposits, bonds, uncollected pays and pay-ins and what was paid out make what was paid
 * in, and nothing is below zero; an outcome pays what its run had locked, and the price to one side.
 */
public final class MoneyConserved implements Invariant {
    private final SortedMap<String, Long> paidIn;
    private final SortedMap<String, Long> there;
    private final SortedMap<String, Long> locked = new TreeMap<>();

    /**
     * @param paidIn what was paid in before the history, by currency; it lies on balances or uncollected
     */
    public MoneyConserved(SortedMap<String, Long> paidIn) {
        this.paidIn = new TreeMap<>(paidIn);
        this.there = new TreeMap<>(paidIn);
    }

    @Override
    public Optional<String> fault(Told told) {
        for (Change change : told.changes()) {
            Optional<String> fault = follow(told, change);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Invariant.unless(paidIn.equals(there), "paid in " + paidIn + ", found " + there);
    }

    private Optional<String> follow(Told told, Change change) {
        return switch (change.kind()) {
            case "acct" ->
                move(
                        change.segment(2),
                        change.before(Account.class).map(Account::balance),
                        change.after(Account.class).map(Account::balance));
            case "payin" -> {
                if (change.before().isEmpty()) {
                    paidIn.merge(
                            change.segment(1),
                            change.after(Pay.class).orElseThrow().amount(),
                            Long::sum);
                }
                yield pay(change.segment(1), change);
            }
            case "pay" -> pay(change.segment(2), change);
            case "payout" ->
                move(
                        change.segment(2),
                        change.before(Payout.class).map(Payout::amount),
                        change.after(Payout.class).map(Payout::amount));
            case "hold", "deposit" -> lock(change);
            case "dispute" -> bond(told, change);
            case "outcome" -> resolve(told, change);
            default -> Optional.empty();
        };
    }

    private Optional<String> pay(String currency, Change change) {
        return move(
                currency,
                change.before(Pay.class).map(MoneyConserved::open),
                change.after(Pay.class).map(MoneyConserved::open));
    }

    private static long open(Pay pay) {
        return pay.collected() ? 0 : pay.amount();
    }

    private Optional<String> lock(Change change) {
        Optional<Locked> before = change.before(Locked.class);
        Optional<Locked> after = change.after(Locked.class);
        String currency = before.or(() -> after).orElseThrow().currency();
        long delta = after.map(Locked::amount).orElse(0L)
                - before.map(Locked::amount).orElse(0L);
        locked.merge(run(change), delta, Long::sum);
        return move(currency, before.map(Locked::amount), after.map(Locked::amount));
    }

    private Optional<String> bond(Told told, Change change) {
        long bond = change.after(Dispute.class).map(Dispute::bond).orElse(0L);
        locked.merge(run(change), bond, Long::sum);
        return move(currency(told, change), Optional.empty(), Optional.of(bond));
    }

    private Optional<String> resolve(Told told, Change change) {
        Outcome outcome = change.after(Outcome.class).orElseThrow();
        long all = locked.getOrDefault(run(change), 0L);
        long price = told.manifest(task(change)).terms().price();
        boolean settled = outcome.kind() == OutcomeKind.SETTLED;
        long paid = sum(outcome, settled ? List.of("fee", "share") : List.of("refund"));
        boolean exact = sum(outcome, List.of()) == all && paid == price;
        move(currency(told, change), Optional.of(all), Optional.empty());
        return Invariant.unless(exact, "an outcome pays another sum than its run had locked: " + change.key());
    }

    private static long sum(Outcome outcome, List<String> causes) {
        return outcome.postings().stream()
                .filter(posting -> causes.isEmpty() || causes.contains(posting.cause()))
                .mapToLong(Outcome.Posting::amount)
                .sum();
    }

    private Optional<String> move(String currency, Optional<Long> before, Optional<Long> after) {
        long moved = after.orElse(0L) - before.orElse(0L);
        if (moved != 0) {
            there.merge(currency, moved, Long::sum);
        }
        return Invariant.unless(after.orElse(0L) >= 0, "an amount below zero");
    }

    private static String currency(Told told, Change change) {
        return told.manifest(task(change)).terms().currency();
    }

    private static TaskId task(Change change) {
        return new TaskId(change.segment(1) + "/" + change.segment(2));
    }

    private static String run(Change change) {
        return change.segment(1) + "/" + change.segment(2) + "/" + change.segment(3);
    }
}
