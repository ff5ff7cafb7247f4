package io.datapact.audit.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what one rule finds in one bundle. Not safe for concurrent use. */
public final class Findings {
    /** Most findings kept of a rule; further ones are counted. */
    public static final int MAXIMUM_KEPT = 100;

    /** Most remarks kept of a rule. */
    public static final int MAXIMUM_REMARKS = 10;

    private final RuleInfo rule;
    private final List<Finding> kept = new ArrayList<>();
    private long violated;
    private long unverifiable;
    private final Set<String> remarks = new LinkedHashSet<>();
    private boolean applied;

    public Findings(RuleInfo rule) {
        this.rule = rule;
    }

    /** Something to judge was there. */
    public void applies() {
        applied = true;
    }

    /** Something was not as it must be. */
    public void violated(Reference reference, String detail) {
        violated++;
        keep(Verdict.VIOLATED, reference, detail);
    }

    /** Notes a violation unless the condition holds; the rule applied either way. */
    public void require(boolean holds, Reference reference, String detail) {
        applied = true;
        if (!holds) {
            violated(reference, detail);
        }
    }

    /** Evidence is missing. */
    public void unverifiable(Reference reference, String detail) {
        unverifiable++;
        keep(Verdict.UNVERIFIABLE, reference, detail);
    }

    /** Where the findings stand. */
    record Mark(int kept, long violated, long unverifiable, boolean applied) {}

    /** Remembers where the findings stand. */
    Mark mark() {
        return new Mark(kept.size(), violated, unverifiable, applied);
    }

    /** Forgets what was found since. */
    void backTo(Mark mark) {
        kept.subList(mark.kept(), kept.size()).clear();
        violated = mark.violated();
        unverifiable = mark.unverifiable();
        applied = mark.applied();
    }

    /** Says what the rule did not look at, or why it does not apply; changes no verdict. Each sentence is kept once. */
    public void remark(String sentence) {
        if (remarks.size() < MAXIMUM_REMARKS) {
            remarks.add(sentence);
        }
    }

    /** What it comes to. */
    public RuleResult result() {
        return new RuleResult(rule, verdict(), kept, violated + unverifiable, List.copyOf(remarks));
    }

    private Verdict verdict() {
        if (violated > 0) {
            return Verdict.VIOLATED;
        }
        if (unverifiable > 0) {
            return Verdict.UNVERIFIABLE;
        }
        return applied ? Verdict.HOLDS : Verdict.NOT_APPLICABLE;
    }

    private void keep(Verdict verdict, Reference reference, String detail) {
        if (kept.size() < MAXIMUM_KEPT) {
            kept.add(new Finding(rule, verdict, reference, detail));
        }
    }
}
