package io.datapact.contract.rules;

import io.datapact.contract.settlement.OutcomeKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The table of contract.md section 6 written down once more, slowly and from what a test did rather than from records:
 * names as strings, money as big integers, payments counted per receiver and cause. Shares no code with the rules.
 */
final class SettlementOracle {
    /** How a run ended. */
    enum End {
        RELEASED,
        WITHHELD,
        ABORTED,
        OWNER_SILENT,
        OWNERS_SILENT,
        PARTY_SILENT,
        PARTIES_SILENT
    }

    /**
     * A run's money.
     *
     * @param weights  of the share members, as fixed or attested
     * @param deposits by member
     * @param silence  most that silence costs
     * @param fault    most that a fault costs
     */
    record Stakes(
            String payer,
            long price,
            String feeMember,
            long fee,
            SortedMap<String, Long> weights,
            SortedMap<String, Long> deposits,
            String pool,
            long silence,
            long fault,
            long bond) {}

    /** What arbiters ruled. */
    record Ruled(boolean settle, Set<String> faults, Set<String> harmed, Set<String> frivolous) {}

    /** What must come out: {@code <member> <cause>} to an amount above 0. */
    record Expected(OutcomeKind kind, long row, SortedMap<String, BigInteger> paid) {}

    private final Stakes stakes;
    private final SortedMap<String, BigInteger> paid = new TreeMap<>();
    private final SortedMap<String, BigInteger> lost = new TreeMap<>();

    SettlementOracle(Stakes stakes) {
        this.stakes = stakes;
    }

    /**
     * The outcome.
     *
     * @param guilty who withheld, or the one who was silent
     */
    Expected outcome(End end, Set<String> guilty, Set<String> disputants, Optional<Ruled> ruled) {
        OutcomeKind kind = OutcomeKind.FAILED;
        long row;
        if (ruled.isPresent()) {
            row = 2;
            kind = ruled.get().settle() ? OutcomeKind.SETTLED : OutcomeKind.REFUNDED;
            ruled.get().faults().forEach(member -> lose(member, stakes.fault()));
            spread(ruled.get().harmed(), lostInAll());
        } else if (end == End.RELEASED) {
            row = 3;
            kind = OutcomeKind.SETTLED;
        } else if (end == End.WITHHELD) {
            boolean payer = guilty.contains(stakes.payer());
            row = payer ? 5 : 4;
            kind = payer ? OutcomeKind.SETTLED : OutcomeKind.REFUNDED;
            guilty.forEach(member -> lose(member, stakes.price()));
            BigInteger most = payer ? BigInteger.ZERO : BigInteger.valueOf(stakes.price());
            toOthers(guilty, lostInAll().min(most));
        } else if (end == End.ABORTED) {
            row = 6;
            kind = OutcomeKind.ABORTED;
        } else if (end == End.OWNER_SILENT || end == End.PARTY_SILENT) {
            row = end == End.OWNER_SILENT ? 7 : 9;
            guilty.forEach(member -> lose(member, stakes.silence()));
            pay(stakes.pool(), "penalty", lostInAll());
        } else {
            row = 8;
        }
        price(kind == OutcomeKind.SETTLED);
        giveBack(disputants, ruled.map(Ruled::frivolous).orElse(Set.of()));
        return new Expected(kind, row, paid);
    }

    private void price(boolean settled) {
        if (settled) {
            pay(stakes.feeMember(), "fee", BigInteger.valueOf(stakes.fee()));
            divide(BigInteger.valueOf(stakes.price() - stakes.fee()), stakes.weights(), "share");
        } else {
            pay(stakes.payer(), "refund", BigInteger.valueOf(stakes.price()));
        }
    }

    private void giveBack(Set<String> disputants, Set<String> frivolous) {
        stakes.deposits()
                .forEach((member, amount) -> pay(
                        member,
                        "deposit-back",
                        BigInteger.valueOf(amount).subtract(lost.getOrDefault(member, BigInteger.ZERO))));
        for (String member : disputants) {
            BigInteger bond = BigInteger.valueOf(stakes.bond());
            if (frivolous.contains(member)) {
                pay(stakes.pool(), "bond-lost", bond);
            } else {
                pay(member, "bond-back", bond);
            }
        }
    }

    private void lose(String member, long most) {
        BigInteger deposit = BigInteger.valueOf(stakes.deposits().getOrDefault(member, 0L));
        lost.put(member, deposit.min(BigInteger.valueOf(most)));
    }

    private BigInteger lostInAll() {
        return lost.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private void spread(Set<String> harmed, BigInteger pot) {
        SortedMap<String, Long> even = new TreeMap<>();
        harmed.forEach(member -> even.put(member, 1L));
        if (even.isEmpty()) {
            pay(stakes.pool(), "penalty", pot);
        }
        divide(pot, even, "penalty");
    }

    private void toOthers(Set<String> guilty, BigInteger most) {
        SortedMap<String, Long> others = new TreeMap<>(stakes.weights());
        others.keySet().removeAll(guilty);
        boolean weighty = others.values().stream().anyMatch(weight -> weight > 0);
        BigInteger given = weighty ? most : BigInteger.ZERO;
        divide(given, others, "penalty");
        pay(stakes.pool(), "penalty", lostInAll().subtract(given));
    }

    /** A unit at a time where whole parts leave any: each to who is furthest below the exact part, ties by name. */
    private void divide(BigInteger amount, SortedMap<String, Long> weights, String cause) {
        BigInteger total = weights.values().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() == 0) {
            return;
        }
        SortedMap<String, BigInteger> parts = new TreeMap<>();
        BigInteger left = amount;
        for (String member : weights.keySet()) {
            BigInteger part = exact(amount, weights, member).divide(total);
            parts.put(member, part);
            left = left.subtract(part);
        }
        while (left.signum() > 0) {
            String poorest = "";
            BigInteger furthest = BigInteger.ZERO;
            for (String member : List.copyOf(parts.keySet())) {
                BigInteger below = exact(amount, weights, member)
                        .subtract(parts.get(member).multiply(total));
                if (below.compareTo(furthest) > 0) {
                    furthest = below;
                    poorest = member;
                }
            }
            parts.merge(poorest, BigInteger.ONE, BigInteger::add);
            left = left.subtract(BigInteger.ONE);
        }
        parts.forEach((member, part) -> pay(member, cause, part));
    }

    /** A member's exact part times the sum of weights. */
    private static BigInteger exact(BigInteger amount, SortedMap<String, Long> weights, String member) {
        return amount.multiply(BigInteger.valueOf(weights.get(member)));
    }

    private void pay(String member, String cause, BigInteger amount) {
        if (amount.signum() != 0) {
            paid.merge(member + " " + cause, amount, BigInteger::add);
        }
    }
}
