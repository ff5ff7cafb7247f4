package io.datapact.launcher.demo;

/**
 * A step of the story.
 *
 * @param step    its name
 * @param outcome {@code accepted}, {@code refused} or {@code done}
 * @param reason  the reason code of a refusal, or the rule that was violated; empty otherwise
 * @param millis  how long it took
 */
public record Step(String step, String outcome, String reason, long millis) {}
