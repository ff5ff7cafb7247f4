package io.datapact.contract.history;

/**
 * An invariant that a history breaks.
 *
 * @param invariant its name
 * @param step      the act after which it did not hold, from 0; the number of acts where it fails in the end
 */
record Violation(String invariant, int step, String fault) {}
