package io.datapact.audit.rule;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run's outcome must be: the table of contract.md section 6, computed by the auditor.
 *
 * @param payments who gets how much as share, refund, penalty or bond: {@code <cause> <member>}, amounts above 0
 */
record ExpectedOutcome(OutcomeKind kind, long row, SortedMap<String, BigInteger> payments) {
    private static final List<String> JUDGED = List.of("share", "refund", "penalty", "bond-back", "bond-lost");

    /** The outcome of an ended run. */
    static ExpectedOutcome of(RunEnd end) {
        return new Calculation(end).outcome();
    }

    /** The same payments of a recorded outcome. */
    static SortedMap<String, BigInteger> payments(Outcome outcome) {
        SortedMap<String, BigInteger> found = new TreeMap<>();
        outcome.postings().stream()
                .filter(posting -> JUDGED.contains(posting.cause()) && posting.amount() != 0)
                .forEach(posting -> found.merge(
                        posting.cause() + " " + posting.to(), BigInteger.valueOf(posting.amount()), BigInteger::add));
        return found;
    }

    private static final long RULED_ROW = 2;

    private static final class Calculation {
        private final RunEnd end;
        private final SettlementTerms terms;
        private final List<Share> shares;
        private final SortedMap<String, BigInteger> payments = new TreeMap<>();

        Calculation(RunEnd end) {
            this.end = end;
            this.terms = end.manifest().terms();
            this.shares = end.shares();
        }

        ExpectedOutcome outcome() {
            Optional<Verdict> verdict = end.disputes().verdict();
            bonds(verdict.map(Verdict::frivolous).orElse(List.of()));
            if (verdict.isPresent()) {
                return ruled(verdict.get());
            }
            return switch (end.state()) {
                case RELEASED, OPEN -> settled(3);
                case WITHHELD -> withheld();
                case ABORTED -> refunded(OutcomeKind.ABORTED, 6);
                case LATE -> late();
            };
        }

        private void bonds(List<MemberId> frivolous) {
            end.disputes().disputes().forEach((member, dispute) -> {
                if (frivolous.contains(member)) {
                    pay("bond-lost", end.policy().pool(), dispute.bond());
                } else {
                    pay("bond-back", member, dispute.bond());
                }
            });
        }

        private ExpectedOutcome ruled(Verdict verdict) {
            long total = sum(penalties(
                            new TreeSet<>(verdict.faults()),
                            end.policy().disputes().faultPenalty())
                    .values());
            if (verdict.harmed().isEmpty()) {
                toPool(total);
            } else {
                List<Share> equal = verdict.harmed().stream()
                        .map(member -> new Share(member, 1))
                        .toList();
                Division.of(total, equal).forEach((member, amount) -> pay("penalty", member, amount));
            }
            return verdict.price() == PriceRuling.SETTLE
                    ? settled(RULED_ROW)
                    : refunded(OutcomeKind.REFUNDED, RULED_ROW);
        }

        private ExpectedOutcome withheld() {
            SortedSet<MemberId> withholding = end.withholding();
            SortedMap<MemberId, Long> penalties = penalties(withholding, terms.price());
            if (withholding.contains(end.manifest().payer())) {
                toPool(sum(penalties.values()));
                return settled(5);
            }
            long total = sum(penalties.values());
            List<Share> harmed = shares.stream()
                    .filter(share -> share.weight() > 0 && !withholding.contains(share.member()))
                    .toList();
            long divided = harmed.isEmpty() ? 0 : Math.min(total, terms.price());
            if (divided > 0) {
                Division.of(divided, harmed).forEach((member, amount) -> pay("penalty", member, amount));
            }
            toPool(total - divided);
            return refunded(OutcomeKind.REFUNDED, 4);
        }

        private ExpectedOutcome late() {
            long owners = end.manifest().inputs().stream()
                    .map(input -> input.dataset().member())
                    .distinct()
                    .count();
            SortedSet<MemberId> missing = end.ownersMissing();
            if (owners >= 2 && missing.size() == 1) {
                return silent(missing, 7);
            }
            boolean oneSilent = missing.isEmpty() && end.silent().size() == 1 && end.oneCommonPart();
            return oneSilent ? silent(end.silent(), 9) : refunded(OutcomeKind.FAILED, 8);
        }

        private ExpectedOutcome silent(SortedSet<MemberId> member, long row) {
            toPool(sum(penalties(member, end.policy().silencePenalty()).values()));
            return refunded(OutcomeKind.FAILED, row);
        }

        private ExpectedOutcome settled(long row) {
            long fee = terms.fee().amount();
            if (!shares.isEmpty() && terms.price() > fee) {
                Division.of(terms.price() - fee, shares).forEach((member, amount) -> pay("share", member, amount));
            }
            return new ExpectedOutcome(OutcomeKind.SETTLED, row, payments);
        }

        private ExpectedOutcome refunded(OutcomeKind kind, long row) {
            pay("refund", end.manifest().payer(), terms.price());
            return new ExpectedOutcome(kind, row, payments);
        }

        private SortedMap<MemberId, Long> penalties(SortedSet<MemberId> members, long most) {
            SortedMap<MemberId, Long> penalties = new TreeMap<>();
            for (MemberId member : members) {
                long deposit = terms.deposits().stream()
                        .filter(found -> found.member().equals(member))
                        .mapToLong(MemberAmount::amount)
                        .sum();
                penalties.put(member, Math.min(deposit, most));
            }
            return penalties;
        }

        private void toPool(long amount) {
            pay("penalty", end.policy().pool(), amount);
        }

        private void pay(String cause, MemberId member, long amount) {
            if (amount != 0) {
                payments.merge(cause + " " + member, BigInteger.valueOf(amount), BigInteger::add);
            }
        }

        private static long sum(Collection<Long> amounts) {
            return amounts.stream().mapToLong(Long::longValue).sum();
        }
    }
}
