package io.datapact.audit.report;

import io.datapact.audit.rule.Finding;
import io.datapact.audit.rule.RuleInfo;
import io.datapact.audit.rule.RuleResult;
import io.datapact.audit.rule.Verdict;
import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonArray;
import io.datapact.contract.codec.Json.JsonInteger;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The report as JSON. */
final class JsonReport {
    private JsonReport() {}

    static String of(AuditReport report) {
        TreeMap<String, Json> members = new TreeMap<>();
        members.put("type", new JsonString("datapact/audit-report/1"));
        report.network().ifPresent(network -> members.put("network", new JsonString(network.value())));
        members.put("entries", new JsonInteger(report.entries()));
        members.put("stateDigest", new JsonString(report.stateDigest().value()));
        members.put("exitCode", new JsonInteger(report.exitCode()));
        members.put("holds", new JsonInteger(report.count(Verdict.HOLDS)));
        members.put("violated", new JsonInteger(report.count(Verdict.VIOLATED)));
        members.put("unverifiable", new JsonInteger(report.count(Verdict.UNVERIFIABLE)));
        members.put("notApplicable", new JsonInteger(report.count(Verdict.NOT_APPLICABLE)));
        members.put(
                "rules", array(report.results().stream().map(JsonReport::rule).toList()));
        return text(new JsonObject(members));
    }

    static String text(Json json) {
        return new String(CanonicalJson.encode(json), StandardCharsets.UTF_8);
    }

    static JsonArray array(List<? extends Json> values) {
        return new JsonArray(List.copyOf(values));
    }

    private static Json rule(RuleResult result) {
        RuleInfo rule = result.rule();
        return JsonObject.of(Map.of(
                "id", new JsonString(rule.id()),
                "version", new JsonInteger(rule.version()),
                "severity", new JsonString(rule.severity().toString()),
                "verdict", new JsonString(result.verdict().toString()),
                "anchor", new JsonString(rule.anchor()),
                "english", new JsonString(rule.english()),
                "chinese", new JsonString(rule.chinese()),
                "findings",
                        array(result.findings().stream()
                                .map(JsonReport::finding)
                                .toList()),
                "total", new JsonInteger(result.total()),
                "remarks", array(result.remarks().stream().map(JsonString::new).toList())));
    }

    private static Json finding(Finding finding) {
        return JsonObject.of(Map.of(
                "verdict", new JsonString(finding.verdict().toString()),
                "file", new JsonString(finding.reference().file()),
                "pointer", new JsonString(finding.reference().pointer()),
                "detail", new JsonString(finding.detail())));
    }
}
