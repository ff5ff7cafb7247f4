package io.datapact.audit.rule;

/**
 * What a rule is.
 *
 * @param id      letter and two digits, never used again for another rule
 * @param version counts from 1; changes when the rule's verdicts can
 * @param anchor  laws and standards that ask for it
 * @param english what must be true, as a sentence
 * @param chinese the same in Chinese
 */
public record RuleInfo(String id, int version, Severity severity, String anchor, String english, String chinese) {
    public RuleInfo {
        if (!id.matches("[A-Z][0-9]{2}") || version < 1) {
            throw new IllegalArgumentException(
                    "expected an id of a letter and two digits and a version from 1, found " + id + " " + version);
        }
    }
}
