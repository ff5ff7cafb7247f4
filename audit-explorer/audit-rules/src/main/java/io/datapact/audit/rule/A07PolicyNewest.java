package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import java.util.Optional;

/** A07: a task is proposed under the newest policy. */
final class A07PolicyNewest implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A07",
            1,
            Severity.HIGH,
            "DSL 27; GDPR 24; JR/T 0196-2020 7.5",
            "Every task was proposed under the policy that was the newest at that moment.",
            "每个任务均按提出时最新的策略提出。");

    private final Findings findings;

    A07PolicyNewest(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof ProposeTask proposal) {
            Optional<Long> newest = step.before().read(MemberKeys.FRAME).map(Frame::policy);
            findings.require(
                    newest.equals(Optional.of(proposal.manifest().policy())),
                    new Reference(step.file(), "/body/manifest/policy"),
                    "expected policy " + newest.map(String::valueOf).orElse("of a frame on the ledger") + ", found "
                            + proposal.manifest().policy());
        }
    }
}
