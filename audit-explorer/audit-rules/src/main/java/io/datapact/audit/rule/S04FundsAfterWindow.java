package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.Unlock;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.Write;
import java.util.Optional;

/** S04: what was locked is resolved once: by the run's outcome, after the window; or unlocked where none started. */
final class S04FundsAfterWindow implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "S04",
            2,
            Severity.CRITICAL,
            "Civil Code 509, 585; JR/T 0196-2020 7.6",
            "Funds move only after the window and the arbiters' time; each hold, deposit and bond is resolved once.",
            "资金仅在窗口期及仲裁期结束后划转；每笔锁定款、保证金和争议保证金只处置一次。");

    private final Findings findings;

    S04FundsAfterWindow(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        requireKept(step);
        switch (step.command()) {
            case CloseRun close -> close(step, close.run());
            case Unlock unlock ->
                findings.require(
                        !step.before().has(RunKeys.run(unlock.run())),
                        new Reference(step.file(), "/body/run"),
                        "expected money unlocked only of a run that never started, found it started");
            default -> {}
        }
    }

    private void close(Step step, RunId run) {
        Reference at = new Reference(step.file(), "/body/run");
        findings.require(!step.before().has(SettlementKeys.outcome(run)), at, "expected one outcome, found a second");
        Optional<RunEnd> end = RunEnd.of(step.before(), run, step.time());
        end.ifPresent(found -> {
            long limit = found.openUntil();
            findings.require(
                    found.now() > limit,
                    at,
                    "expected the settlement after the end of the run, its window and what arbiters may take, " + limit
                            + ", found it at " + found.now() + " in state " + found.state());
        });
    }

    /** What is locked changes hands only through outcomes; its record is deleted by Unlock alone, and never changed. */
    private void requireKept(Step step) {
        for (int i = 0; i < step.entry().writes().size(); i++) {
            Write write = step.entry().writes().get(i);
            boolean bond = write.key().startsWith("dispute/");
            boolean locked =
                    bond || write.key().startsWith("hold/") || write.key().startsWith("deposit/");
            boolean freed =
                    !bond && step.command() instanceof Unlock && write.value().isEmpty();
            if (locked) {
                boolean there = step.beforeView().get(write.key()).isPresent();
                findings.require(
                        !there || freed,
                        new Reference(step.file(), "/writes/" + i),
                        "expected " + write.key() + " kept until an outcome or Unlock, found it changed");
            }
        }
    }
}
