package io.datapact.audit.rule;

/**
 * One thing that a rule found.
 *
 * @param verdict {@link Verdict#VIOLATED} or {@link Verdict#UNVERIFIABLE}
 * @param detail  expected and found
 */
public record Finding(RuleInfo rule, Verdict verdict, Reference reference, String detail) {}
