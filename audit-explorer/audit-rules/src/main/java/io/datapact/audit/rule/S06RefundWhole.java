package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/** S06: whoever does not get what it paid for gets all of the price back, out of its own hold. */
final class S06RefundWhole implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S06",
            1,
            Severity.HIGH,
            "Civil Code 157, 566; JR/T 0196-2020 7.6",
            "A refund is the whole price, from the payer's hold to the payer; a settled run refunds nothing.",
            "退款为全部价款，由付款方锁定款退回付款方；已结算的运行不退款。");

    private final Findings findings;

    S06RefundWhole(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof CloseRun close) {
            findings.applies();
            Optional<TaskManifest> manifest = step.before().manifest(close.run());
            Optional<Outcome> outcome = step.after().read(SettlementKeys.outcome(close.run()));
            if (manifest.isPresent() && outcome.isPresent()) {
                judge(step, manifest.get(), outcome.get());
            }
        }
    }

    private void judge(Step step, TaskManifest manifest, Outcome outcome) {
        long price = manifest.terms().price();
        MemberId payer = manifest.payer();
        boolean refunds = outcome.kind() != OutcomeKind.SETTLED && price > 0;
        List<Posting> expected = refunds ? List.of(new Posting(payer, price, "refund", payer)) : List.of();
        List<Posting> found = outcome.postings().stream()
                .filter(posting -> posting.cause().equals("refund"))
                .toList();
        findings.require(
                found.equals(expected),
                new Reference(step.file(), "/writes"),
                "expected refunds " + expected + ", found " + found);
    }
}
