package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.id.Code;

/** S07: contribution scores can be computed again. The utilities that they come from are no part of a bundle yet. */
final class S07ScoresReproducible implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S07",
            1,
            Severity.MEDIUM,
            "Civil Code 509; NIST SP 800-226",
            "Contribution scores follow from method, seed and committed utilities.",
            "贡献度评分可由方法、种子和已承诺的效用值重新计算。");

    private final Findings findings;

    S07ScoresReproducible(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof CloseRun close) {
            step.before()
                    .manifest(close.run())
                    .flatMap(manifest -> manifest.terms().attestedMethod())
                    .ifPresent(method -> judge(step, method));
        }
    }

    @Override
    public void finish(Dossier dossier) {
        findings.remark("that shares of the price follow the weights that all parties attested is S02's finding");
    }

    private void judge(Step step, Code method) {
        findings.unverifiable(
                new Reference(step.file(), "/body/run"),
                "expected seed and committed utilities of method " + method
                        + " in the bundle, found none: parties attest" + " weights only");
    }
}
