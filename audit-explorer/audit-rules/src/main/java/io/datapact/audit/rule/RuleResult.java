package io.datapact.audit.rule;

import java.util.List;

/**
 * What a rule came to.
 *
 * @param findings the first of them, in order found
 * @param total    how many there were
 * @param remarks  what the rule did not look at, or why it does not apply
 */
public record RuleResult(RuleInfo rule, Verdict verdict, List<Finding> findings, long total, List<String> remarks) {
    public RuleResult {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }
}
