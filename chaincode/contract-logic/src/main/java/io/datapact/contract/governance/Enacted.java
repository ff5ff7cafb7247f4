package io.datapact.contract.governance;

/**
 * {@code enacted/<motion>}: that a motion was enacted.
 *
 * @param action the action's name
 * @param at     transaction time, millis since the epoch
 */
public record Enacted(String action, long at) {}
