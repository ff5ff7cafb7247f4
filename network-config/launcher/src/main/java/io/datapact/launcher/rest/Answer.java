package io.datapact.launcher.rest;

import tools.jackson.databind.JsonNode;

/**
 * What a node answered.
 *
 * @param status HTTP status
 * @param json   the body; a missing node where it is not JSON
 * @param body   the body as it came
 */
public record Answer(int status, JsonNode json, byte[] body) {
    /** Whether the node did what was asked. */
    public boolean done() {
        return status >= 200 && status < 300;
    }

    /** The reason code of a refusal, or nothing. */
    public String reason() {
        String reason = json.path("reason").asString("");
        return reason.isEmpty() ? json.path("code").asString("") : reason;
    }

    /** A sentence for people. */
    public String sentence() {
        String detail = json.path("detail").asString("");
        String title = json.path("title").asString("");
        return "HTTP " + status + (reason().isEmpty() ? "" : " " + reason()) + (title.isEmpty() ? "" : ", " + title)
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
