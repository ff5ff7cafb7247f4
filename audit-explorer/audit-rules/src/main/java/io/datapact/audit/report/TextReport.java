package io.datapact.audit.report;

import io.datapact.audit.rule.Finding;
import io.datapact.audit.rule.RuleResult;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.id.Digest;

/** The report as lines of text. */
final class TextReport {
    private TextReport() {}

    static String of(AuditReport report) {
        StringBuilder out = new StringBuilder();
        for (RuleResult result : report.results()) {
            out.append("%-4s%-15s%-10s%s%n"
                    .formatted(
                            result.rule().id(),
                            result.verdict(),
                            result.rule().severity(),
                            result.rule().english()));
            for (Finding finding : result.findings()) {
                out.append("    %s: %s%n".formatted(place(finding), finding.detail()));
            }
            result.remarks().forEach(remark -> out.append("    note: %s%n".formatted(remark)));
            if (!result.findings().isEmpty()) {
                out.append("    %s [%s]%n"
                        .formatted(result.rule().chinese(), result.rule().anchor()));
            }
            if (result.total() > result.findings().size()) {
                out.append("    and %d more%n"
                        .formatted(result.total() - result.findings().size()));
            }
        }
        return out.append("network %s, %d entries, state %s%n"
                        .formatted(
                                report.network().map(Digest::value).orElse("unknown"),
                                report.entries(),
                                report.stateDigest()))
                .append("%d hold, %d violated, %d unverifiable, %d not applicable%n"
                        .formatted(
                                report.count(Verdict.HOLDS),
                                report.count(Verdict.VIOLATED),
                                report.count(Verdict.UNVERIFIABLE),
                                report.count(Verdict.NOT_APPLICABLE)))
                .toString();
    }

    private static String place(Finding finding) {
        String place = finding.reference().toString();
        return place.isEmpty() ? "bundle" : place;
    }
}
