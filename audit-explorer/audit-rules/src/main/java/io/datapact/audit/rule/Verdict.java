package io.datapact.audit.rule;

/** What a rule comes to. */
public enum Verdict {
    /** Something to judge was there, and all of it was as it must be. */
    HOLDS("holds"),
    /** Something was not as it must be. */
    VIOLATED("violated"),
    /** Evidence is missing; never counted as holding. */
    UNVERIFIABLE("unverifiable"),
    /** Nothing that the rule is about. */
    NOT_APPLICABLE("not-applicable");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
