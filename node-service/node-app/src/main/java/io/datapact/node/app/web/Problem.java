package io.datapact.node.app.web;

import io.datapact.contract.codec.RecordCodec;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What went wrong (RFC 9457), in a form that people and programs can act on.
 *
 * @param type     always {@code about:blank}: {@code code} tells the kind
 * @param title    a short sentence
 * @param status   HTTP status
 * @param code     stable code in capitals
 * @param expected what should have been
 * @param found    what was, in kind; never a secret
 * @param action   what to do
 * @param detail   more about this case; may be empty
 */
public record Problem(
        String type,
        String title,
        long status,
        String code,
        String expected,
        String found,
        String action,
        String detail) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Type of all problems. */
    public static final String TYPE = "about:blank";

    /** A problem without a detail. */
    public static Problem of(int status, String code, String expected, String found, String action) {
        return new Problem(TYPE, title(status), status, code, expected, found, action, "");
    }

    /** The same with a detail. */
    public Problem withDetail(String more) {
        return new Problem(type, title, status, code, expected, found, action, more);
    }

    /** The JSON; the caller owns the array. */
    public byte[] encode() {
        return RecordCodec.of(Problem.class).encode(this);
    }

    /** Answers a request with this problem. */
    public void send(HttpServletResponse response) throws IOException {
        response.setStatus((int) status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(encode());
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "The request is malformed";
            case 401 -> "No valid token was shown";
            case 403 -> "The token's role may not do this";
            case 404 -> "There is no such thing here";
            case 405 -> "The path does not know this method";
            case 409 -> "Refused";
            case 413 -> "The request is too large";
            case 415 -> "The content type is not taken";
            case 422 -> "The content does not fit";
            case 502 -> "Another node did not answer";
            case 503 -> "The node cannot do this now";
            default -> "The node failed";
        };
    }
}
