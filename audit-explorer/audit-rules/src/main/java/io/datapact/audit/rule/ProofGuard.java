package io.datapact.audit.rule;

import io.datapact.audit.history.Opening;
import io.datapact.audit.history.Step;
import io.datapact.audit.proof.ProvenHistory;
import java.util.Set;

/**
 * A rule at work on a ledger of which some entries are here. What the rule finds after it asked for something that is
 * not proven counts for nothing: the step is unverifiable, whatever the rule made of the gap. What it found before it
 * asked stays.
 */
final class ProofGuard implements Check {
    /** Rules about entries that need not all be here; what they cannot judge is a remark. */
    private static final Set<String> PARTIAL = Set.of("E12", "S03");

    /** Rules about series that run through the whole history. */
    private static final Set<String> WHOLE = Set.of("B10");

    private final Check rule;
    private final Findings findings;
    private final ProvenHistory history;
    private final boolean partial;
    private final boolean skipped;
    private long unjudged;

    ProofGuard(RuleInfo info, Check rule, Findings findings, ProvenHistory history) {
        this.rule = rule;
        this.findings = findings;
        this.history = history;
        this.partial = PARTIAL.contains(info.id());
        this.skipped = WHOLE.contains(info.id());
    }

    @Override
    public void opening(Opening opening) {
        guard(Reference.of(""), false, () -> rule.opening(opening));
    }

    @Override
    public void step(Step step) {
        guard(Reference.of(step.file()), partial, () -> rule.step(step));
    }

    @Override
    public void unreadable(long position, String detail) {
        rule.unreadable(position, detail);
    }

    @Override
    public void finish(Dossier dossier) {
        if (skipped) {
            findings.remark(
                    "a series that runs through the whole history is judged in a bundle of class complete only");
            return;
        }
        guard(Reference.of(""), false, () -> rule.finish(dossier));
        if (unjudged > 0) {
            findings.remark("judged in a bundle of class complete only: " + unjudged
                    + " entries that rest on accounts, members or marks of which no proof is here");
        }
    }

    private void guard(Reference at, boolean remarkOnly, Runnable work) {
        if (skipped) {
            return;
        }
        Findings.Mark[] mark = new Findings.Mark[1];
        history.watch(() -> mark[0] = findings.mark());
        work.run();
        history.missing().ifPresent(missing -> {
            findings.backTo(mark[0]);
            if (remarkOnly) {
                unjudged++;
            } else {
                findings.unverifiable(at, "expected a proof of " + missing + ", found none");
            }
        });
    }
}
