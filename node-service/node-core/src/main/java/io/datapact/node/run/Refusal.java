package io.datapact.node.run;

import io.datapact.contract.rules.Reason;

/**
 * Why this node does not take part.
 *
 * @param reason in the rule book's words
 * @param detail what it concerns: expected and found; no personal data
 */
public record Refusal(Reason reason, String detail) {}
