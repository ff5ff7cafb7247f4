package io.datapact.audit.report;

import io.datapact.audit.rule.Finding;
import io.datapact.audit.rule.RuleInfo;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import java.util.List;
import java.util.Map;

/** The report's findings in SARIF. Source: OASIS SARIF 2.1.0, sections 3.13, 3.27, 3.49. */
final class SarifReport {
    private SarifReport() {}

    static String of(AuditReport report) {
        List<Json> rules =
                report.results().stream().map(result -> rule(result.rule())).toList();
        Json driver = JsonObject.of(Map.of("name", string("datapact audit"), "rules", JsonReport.array(rules)));
        List<Json> results = report.findings().stream().map(SarifReport::result).toList();
        Json run = JsonObject.of(
                Map.of("tool", JsonObject.of(Map.of("driver", driver)), "results", JsonReport.array(results)));
        return JsonReport.text(JsonObject.of(Map.of(
                "$schema", string("https://json.schemastore.org/sarif-2.1.0.json"),
                "version", string("2.1.0"),
                "runs", JsonReport.array(List.of(run)))));
    }

    private static Json rule(RuleInfo rule) {
        return JsonObject.of(Map.of(
                "id", string(rule.id()),
                "shortDescription", message(rule.english()),
                "fullDescription", message(rule.chinese()),
                "help", message(rule.anchor())));
    }

    private static Json result(Finding finding) {
        Json artifact = JsonObject.of(Map.of("uri", string(finding.reference().file())));
        Json location = JsonObject.of(Map.of(
                "physicalLocation", JsonObject.of(Map.of("artifactLocation", artifact)),
                "logicalLocations",
                        JsonReport.array(List.of(JsonObject.of(Map.of(
                                "fullyQualifiedName", string(finding.reference().toString())))))));
        boolean violated = finding.verdict() == Verdict.VIOLATED;
        return JsonObject.of(Map.of(
                "ruleId", string(finding.rule().id()),
                "level", string(violated ? "error" : "warning"),
                "message", message(finding.detail()),
                "locations", JsonReport.array(List.of(location))));
    }

    private static Json message(String text) {
        return JsonObject.of(Map.of("text", string(text)));
    }

    private static JsonString string(String text) {
        return new JsonString(text);
    }
}
