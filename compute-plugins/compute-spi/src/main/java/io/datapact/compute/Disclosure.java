package io.datapact.compute;

/**
 * What an operation reveals to somebody besides the result to its recipients.
 *
 * @param to whom: {@code recipient}, {@code input-owner}, {@code helper}, {@code everybody}
 * @param what in a sentence, with the assumption under which it is no more than that
 */
public record Disclosure(String to, String what) {}
