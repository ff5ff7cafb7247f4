package io.datapact.audit.report;

import io.datapact.audit.rule.Finding;
import io.datapact.audit.rule.RuleResult;
import io.datapact.audit.rule.Severity;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.id.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What an audit of a bundle came to.
 *
 * @param results     one per rule, by id
 * @param entries     ledger entries read
 * @param stateDigest digest of the state that they leave
 * @param network     digest of the genesis record, where it could be read
 */
public record AuditReport(List<RuleResult> results, long entries, Digest stateDigest, Optional<Digest> network) {
    /** Exit code: every critical rule holds or does not apply, and none is violated. */
    public static final int HOLDS = 0;

    /** Exit code: a rule is violated. */
    public static final int VIOLATED = 1;

    /** Exit code: a critical rule is unverifiable. */
    public static final int UNVERIFIABLE = 4;

    public AuditReport {
        results = List.copyOf(results);
    }

    /** Number of rules of a verdict. */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** The result of a rule, by its id. */
    public Optional<RuleResult> result(String id) {
        return results.stream().filter(result -> result.rule().id().equals(id)).findFirst();
    }

    /** The ids of the rules of a verdict. */
    public List<String> rules(Verdict verdict) {
        return results.stream()
                .filter(result -> result.verdict() == verdict)
                .map(result -> result.rule().id())
                .toList();
    }

    /** All findings kept. */
    public List<Finding> findings() {
        return results.stream().flatMap(result -> result.findings().stream()).toList();
    }

    /** The exit code of a verifying program. */
    public int exitCode() {
        if (count(Verdict.VIOLATED) > 0) {
            return VIOLATED;
        }
        boolean criticalOpen = results.stream()
                .anyMatch(result -> result.verdict() == Verdict.UNVERIFIABLE
                        && result.rule().severity() == Severity.CRITICAL);
        return criticalOpen ? UNVERIFIABLE : HOLDS;
    }

    /** One line per rule, findings indented below it, and a summary. */
    public String text() {
        return TextReport.of(this);
    }

    /** JSON for tools. */
    public String json() {
        return JsonReport.of(this);
    }

    /** SARIF 2.1.0 for code scanning tools. */
    public String sarif() {
        return SarifReport.of(this);
    }
}
