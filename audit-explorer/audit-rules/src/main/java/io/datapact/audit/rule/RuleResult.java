package io.datapact.audit.rule;

import java.util.List;

/**
 * What a rule came to.
 *
 * @param findings the first of them, in order found
 * @param total    how many there were
 */
public record RuleResult(RuleInfo rule, Verdict verdict, List<Finding> findings, long total) {
    public RuleResult {
        findings = List.copyOf(findings);
    }
}
