package io.datapact.launcher.command;

import io.datapact.audit.report.AuditReport;
import java.util.function.Function;

/** Forms of an audit's report, by the names that people type. */
enum ReportForm {
    text(AuditReport::text),
    json(AuditReport::json),
    sarif(AuditReport::sarif);

    private final Function<AuditReport, String> form;

    ReportForm(Function<AuditReport, String> form) {
        this.form = form;
    }

    String of(AuditReport report) {
        return form.apply(report).stripTrailing();
    }
}
