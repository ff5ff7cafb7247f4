package io.datapact.node.app.web;

import io.datapact.contract.id.Digest;
import java.util.Optional;

/**
 * A command that the rule book or another node refused: a problem (RFC 9457) that says too what became of the command.
 *
 * @param outcome  {@code refused}
 * @param reason   the rule book's reason, as {@code code}
 * @param position 0
 * @param command  payload digest, if a command was signed
 */
public record RefusedAnswer(
        String type,
        String title,
        long status,
        String code,
        String expected,
        String found,
        String action,
        String detail,
        String outcome,
        String reason,
        long position,
        Optional<Digest> command) {
    /** Of a reason and its detail. */
    public static RefusedAnswer of(String reason, String detail, Optional<Digest> command) {
        return new RefusedAnswer(
                Problem.TYPE,
                Problem.title(409),
                409,
                reason,
                "what the rule book asks",
                reason,
                "see what the reason concerns, and propose or act otherwise",
                detail,
                "refused",
                reason,
                0,
                command);
    }
}
