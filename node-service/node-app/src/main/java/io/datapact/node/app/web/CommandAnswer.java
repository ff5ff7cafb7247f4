package io.datapact.node.app.web;

import io.datapact.contract.id.Digest;

/**
 * What became of a command that was handed in.
 *
 * @param outcome  {@code committed}; refusals answer with {@link RefusedAnswer}; {@code nothing} where nothing was to do
 * @param reason   empty
 * @param detail   empty, or a sentence
 * @param position ledger position
 * @param command  payload digest; of zeroes where nothing was to do
 */
public record CommandAnswer(String outcome, String reason, String detail, long position, Digest command) {
    /** The command stands. */
    public static final String COMMITTED = "committed";

    /** Nothing was to do. */
    public static CommandAnswer nothing(String sentence) {
        return new CommandAnswer("nothing", "", sentence, 0, Digest.wrap(new byte[Digest.BYTES]));
    }
}
