package io.datapact.audit.rule;

/** E10: what auditors looked at is logged. Nodes' logs of that are no part of a bundle. */
final class E10AuditorsLogged implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E10",
            1,
            Severity.MEDIUM,
            "GDPR 5(2), 32; JR/T 0196-2020 7.6",
            "Auditors' own access is logged.",
            "审计人员自身的访问均有记录。");

    private final Findings findings;

    E10AuditorsLogged(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void finish(Dossier dossier) {
        findings.remark(
                "what auditors read is in the log of the node that they asked, which is no part of a bundle; the"
                        + " bundle's seal says who exported it, and when");
    }
}
