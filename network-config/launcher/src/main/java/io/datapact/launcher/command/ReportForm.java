package io.datapact.launcher.command;

import io.datapact.audit.report.AuditReport;

/** Forms of an audit's report, by the names that people type. */
enum ReportForm {
    text,
    json,
    sarif;

    String of(AuditReport report) {
        return switch (this) {
            case text -> report.text().stripTrailing();
            case json -> report.json();
            case sarif -> report.sarif();
        };
    }
}
