package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.MemberAmount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S05: a penalty has a rule, the row of the closing table that the outcome names, and a finding, the fact or ruling on
 * the ledger that puts this member at fault; and it stays within the member's deposit or bond.
 */
final class S05PenaltiesFounded implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S05",
            1,
            Severity.HIGH,
            "Civil Code 584, 585; JR/T 0196-2020 7.6",
            "Every penalty follows from a rule and a recorded finding about its payer, within its deposit or bond.",
            "每笔罚金均有规则依据和针对付款方的记录认定，且不超过其保证金。");

    private static final String PENALTY = "penalty";
    private static final String BOND_LOST = "bond-lost";

    private final Findings findings;

    S05PenaltiesFounded(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof CloseRun close) {
            findings.applies();
            Optional<RunEnd> end = RunEnd.of(step.before(), close.run(), step.time());
            Optional<Outcome> outcome = step.after().read(SettlementKeys.outcome(close.run()));
            if (end.isPresent() && outcome.isPresent()) {
                judge(step, end.get(), outcome.get());
            }
        }
    }

    private void judge(Step step, RunEnd end, Outcome outcome) {
        Reference at = new Reference(step.file(), "/writes");
        Set<MemberId> atFault = atFault(end, outcome.row());
        Set<MemberId> frivolous =
                new TreeSet<>(end.disputes().verdict().map(Verdict::frivolous).orElse(List.of()));
        sums(outcome, PENALTY).forEach((member, amount) -> {
            long deposit = end.manifest().terms().deposits().stream()
                    .filter(found -> found.member().equals(member))
                    .mapToLong(MemberAmount::amount)
                    .sum();
            require(at, "penalty of " + member, atFault.contains(member), amount, deposit, outcome.row());
        });
        sums(outcome, BOND_LOST).forEach((member, amount) -> {
            long bond = Optional.ofNullable(end.disputes().disputes().get(member))
                    .map(Dispute::bond)
                    .orElse(0L);
            require(at, "bond lost by " + member, frivolous.contains(member), amount, bond, outcome.row());
        });
    }

    private void require(Reference at, String what, boolean founded, long amount, long most, long row) {
        findings.require(
                founded, at, "expected a finding on the ledger behind the " + what + " by row " + row + ", found none");
        findings.require(amount <= most, at, "expected at most " + most + " as " + what + ", found " + amount);
    }

    /** Whom a row of the table puts at fault. */
    private static Set<MemberId> atFault(RunEnd end, long row) {
        return switch ((int) row) {
            case 2 ->
                new TreeSet<>(end.disputes().verdict().map(Verdict::faults).orElse(List.of()));
            case 4, 5 -> end.withholding();
            case 7 -> end.ownersMissing();
            case 9 -> end.silent();
            default -> Set.of();
        };
    }

    private static Map<MemberId, Long> sums(Outcome outcome, String cause) {
        SortedMap<MemberId, Long> sums = new TreeMap<>();
        for (Posting posting : outcome.postings()) {
            if (posting.cause().equals(cause)) {
                sums.merge(posting.from(), posting.amount(), S05PenaltiesFounded::capped);
            }
        }
        return sums;
    }

    /** Amounts of a hostile outcome may pass 64 bits. */
    private static long capped(long left, long right) {
        long sum = left + right;
        return ((left ^ sum) & (right ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }
}
