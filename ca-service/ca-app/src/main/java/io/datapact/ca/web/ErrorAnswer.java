package io.datapact.ca.web;

/**
 * The one form of every refusal and error.
 *
 * @param reason a code that programs act on
 * @param detail expected and found, for people
 */
public record ErrorAnswer(String reason, String detail) {}
