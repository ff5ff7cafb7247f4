package io.datapact.launcher.rest;

import tools.jackson.databind.JsonNode;

/** What a node answered. */
public final class Answer {
    private final int status;
    private final JsonNode json;
    private final byte[] body;

    /** Takes the body over. */
    Answer(int status, JsonNode json, byte[] body) {
        this.status = status;
        this.json = json;
        this.body = body;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The body; a missing node where it is not JSON. */
    public JsonNode json() {
        return json;
    }

    /** The body as it came; the caller's. */
    public byte[] body() {
        return body.clone();
    }

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
