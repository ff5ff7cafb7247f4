package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.PayIn;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * S03: money only moves: each entry leaves the sum per currency as it was, but for what was paid in. What was paid out is
 * counted where it is recorded.
 */
final class S03PostingsBalance implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S03",
            2,
            Severity.CRITICAL,
            "Civil Code 509; JR/T 0196-2020 7.6",
            "Postings balance in every entry and currency, bonds and pay-outs among them, and no account is below"
                    + " zero.",
            "每个条目、每种货币的记账（含争议保证金与提款）均平衡，任何账户均不为负。");

    private final Findings findings;

    S03PostingsBalance(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        Map<String, BigInteger> change = new TreeMap<>();
        boolean money = false;
        for (int i = 0; i < step.entry().writes().size(); i++) {
            Write write = step.entry().writes().get(i);
            if (Money.isMoney(write.key())) {
                money = true;
                count(step, i, write, change);
            }
        }
        if (step.command() instanceof PayIn payIn) {
            add(change, payIn.currency(), -payIn.amount());
        }
        if (step.command() instanceof CloseRun close) {
            resolve(step, close.run(), change);
        }
        if (money) {
            change.forEach((currency, sum) -> findings.require(
                    sum.signum() == 0,
                    new Reference(step.file(), "/writes"),
                    "expected the sum in " + currency + " unchanged but for pay-ins, found it changed by " + sum));
        }
        if (step.command() instanceof CloseRun close) {
            comparePays(step, close.run());
        }
    }

    private void count(Step step, int index, Write write, Map<String, BigInteger> change) {
        Optional<Money> before = Money.under(step.before(), write.key());
        Optional<Money> after = Money.under(step.after(), write.key());
        before.ifPresent(found -> add(change, found.currency(), -found.amount()));
        after.ifPresent(found -> add(change, found.currency(), found.amount()));
        findings.require(
                write.value().isEmpty()
                        || after.filter(found -> found.amount() >= 0).isPresent(),
                new Reference(step.file(), "/writes/" + index),
                "expected an amount of at least 0 under " + write.key() + ", found another record");
    }

    /** An outcome resolves what was locked for the run, bonds too: it no longer counts, what is posted does. */
    private static void resolve(Step step, RunId run, Map<String, BigInteger> change) {
        List<StateKey<?>> locked = new ArrayList<>();
        locked.add(SettlementKeys.hold(run));
        step.before().manifest(run).ifPresent(manifest -> {
            manifest.terms().deposits().forEach(deposit -> locked.add(SettlementKeys.deposit(run, deposit.member())));
            RunDisputes.of(step.before(), run, manifest)
                    .disputes()
                    .keySet()
                    .forEach(member -> locked.add(SettlementKeys.dispute(run, member)));
        });
        locked.forEach(key -> Money.under(step.before(), key.path())
                .ifPresent(found -> add(change, found.currency(), -found.amount())));
    }

    /** What can be collected of a run is what its outcome posts. */
    private void comparePays(Step step, RunId run) {
        Optional<Outcome> outcome = step.after().read(SettlementKeys.outcome(run));
        Optional<String> currency =
                step.before().manifest(run).map(manifest -> manifest.terms().currency());
        if (outcome.isEmpty() || currency.isEmpty()) {
            return;
        }
        Map<MemberId, BigInteger> posted = new TreeMap<>();
        outcome.get()
                .postings()
                .forEach(posting -> posted.merge(posting.to(), BigInteger.valueOf(posting.amount()), BigInteger::add));
        posted.forEach((member, amount) -> {
            long pay = step.after()
                    .read(SettlementKeys.pay(member, currency.get(), run))
                    .map(Pay::amount)
                    .orElse(0L);
            findings.require(
                    amount.equals(BigInteger.valueOf(pay)),
                    new Reference(step.file(), "/writes"),
                    "expected " + amount + " to collect for " + member + " as posted, found " + pay);
        });
    }

    /** Sums of hostile amounts may pass 64 bits. */
    private static void add(Map<String, BigInteger> change, String currency, long amount) {
        change.merge(currency, BigInteger.valueOf(amount), BigInteger::add);
    }
}
