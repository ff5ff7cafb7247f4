package io.datapact.audit.rule;

/** How much a rule weighs. */
public enum Severity {
    CRITICAL("critical"),
    HIGH("high"),
    MEDIUM("medium");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
