package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final AuditStory STORY =
            WrongRecords.byRule().get("E03").get().told();
    private static final AuditReport REPORT = TestBundles.verify(STORY.bundle(), TestBundles.roots(STORY.fixture));

    @Test
    void the_text_has_a_line_for_each_rule_and_the_findings_in_both_languages() {
        assertThat(REPORT.text().lines().filter(line -> line.matches("[A-Z][0-9]{2} .*")))
                .hasSize(REPORT.results().size());
        assertThat(REPORT.text())
                .contains(
                        "E03 violated       critical",
                        "checkpointRoot: expected the root",
                        "检查点",
                        "38 hold, 1 violated");
    }

    @Test
    void json_and_sarif_are_json_and_name_the_rule() {
        assertThat(json(REPORT.json()).get("violated")).contains(new Json.JsonInteger(1));
        assertThat(json(REPORT.sarif()).get("version")).contains(new Json.JsonString("2.1.0"));
        assertThat(REPORT.sarif()).contains("\"ruleId\":\"E03\"", "\"level\":\"error\"");
    }

    private static Json.JsonObject json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(CanonicalJson.decode(bytes, bytes.length)).isInstanceOf(Parsed.Value.class);
        return (Json.JsonObject) ((Parsed.Value<Json>) CanonicalJson.decode(bytes, bytes.length)).value();
    }
}
