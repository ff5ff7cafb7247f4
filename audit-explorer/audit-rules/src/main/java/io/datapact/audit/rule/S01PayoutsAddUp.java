package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.SettlementKeys;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/** S01: what an outcome pays out of the price is the price. */
final class S01PayoutsAddUp implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S01",
            1,
            Severity.CRITICAL,
            "Civil Code 509, 577; JR/T 0196-2020 7.6",
            "Payouts, fee and refund of an outcome add up to the price.",
            "结算中的分配、费用和退款之和等于价款。");

    private static final Set<String> OF_THE_PRICE = Set.of("share", "fee", "refund");

    private final Findings findings;

    S01PayoutsAddUp(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof CloseRun close)) {
            return;
        }
        step.before()
                .manifest(close.run())
                .ifPresent(manifest -> step.after()
                        .read(SettlementKeys.outcome(close.run()))
                        .ifPresent(
                                outcome -> judge(step, outcome, manifest.terms().price())));
    }

    private void judge(Step step, Outcome outcome, long price) {
        Reference at = new Reference(step.file(), "/writes");
        BigInteger paid = outcome.postings().stream()
                .filter(posting -> OF_THE_PRICE.contains(posting.cause()))
                .map(posting -> BigInteger.valueOf(posting.amount()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        findings.require(
                paid.equals(BigInteger.valueOf(price)),
                at,
                "expected payouts, fee and refund of " + price + ", found " + paid);
        String forbidden = outcome.kind() == OutcomeKind.SETTLED ? "refund" : "share";
        List<String> causes =
                outcome.postings().stream().map(Outcome.Posting::cause).toList();
        findings.require(
                !causes.contains(forbidden),
                at,
                "expected no " + forbidden + " in an outcome " + outcome.kind() + ", found one");
        boolean positive = outcome.postings().stream().allMatch(posting -> posting.amount() >= 0);
        findings.require(positive, at, "expected amounts of at least 0, found one below");
    }
}
