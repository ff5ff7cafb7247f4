package io.datapact.audit.rule;

/** E09: evidence is kept for three years. A bundle shows that its evidence could be got when it was exported, no more. */
final class E09EvidenceKept implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E09",
            1,
            Severity.HIGH,
            "PIPL 56; GDPR 30; JR/T 0196-2020 7.6",
            "Evidence is kept for at least three years and can be got.",
            "证据至少保存三年并可调取。");

    private final Findings findings;

    E09EvidenceKept(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void finish(Dossier dossier) {
        findings.remark("a bundle cannot show how long its evidence will be kept; that all of it could be got when the"
                + " bundle was exported is E01's finding. Export again after three years");
    }
}
