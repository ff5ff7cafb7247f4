package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.evidence.SettlementPredicate;
import io.datapact.contract.id.Digest;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import java.util.Optional;

/** S02: the outcome is the one that the agreed rule gives, to the minor unit. */
final class S02PayoutsByRule implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S02",
            2,
            Severity.CRITICAL,
            "Civil Code 509, 585; JR/T 0196-2020 7.6",
            "Outcome, payouts, refund, penalties and bonds, recomputed from the agreed rule, attested weights and the"
                    + " arbiters' rulings, match to the minor unit.",
            "按约定规则、经证明的权重及仲裁裁决重新计算的结果、分配、退款、罚金与保证金逐分一致。");

    private final Findings findings;

    S02PayoutsByRule(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof CloseRun close)) {
            return;
        }
        Reference at = new Reference(step.file(), "/writes");
        Optional<RunEnd> end = RunEnd.of(step.before(), close.run(), step.time());
        Optional<Outcome> recorded = step.after().read(SettlementKeys.outcome(close.run()));
        if (end.isEmpty() || recorded.isEmpty()) {
            findings.violated(at, "expected a started run and its outcome, found none");
            return;
        }
        ExpectedOutcome expected = ExpectedOutcome.of(end.get());
        Outcome found = recorded.get();
        findings.require(
                found.kind() == expected.kind() && found.row() == expected.row(),
                at,
                "expected outcome " + expected.kind() + " by row " + expected.row() + ", found " + found.kind()
                        + " by row " + found.row());
        findings.require(
                ExpectedOutcome.payments(found).equals(expected.payments()),
                at,
                "expected " + expected.payments() + ", found " + ExpectedOutcome.payments(found));
    }

    /** What each party stated is the outcome on the ledger. */
    @Override
    public void finish(Dossier dossier) {
        dossier.statements(SettlementPredicate.class).forEach(stated -> {
            Optional<Outcome> recorded = dossier.facts()
                    .read(SettlementKeys.outcome(stated.predicate().run()));
            Optional<Digest> digest = recorded.map(
                    outcome -> Digest.of(RecordCodec.of(Outcome.class).encode(outcome)));
            findings.require(
                    digest.equals(Optional.of(stated.predicate().outcome())),
                    stated.at("/outcome"),
                    "expected the party to state the outcome on the ledger, found another");
        });
    }
}
