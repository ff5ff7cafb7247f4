package io.datapact.ca.web;

import io.datapact.ca.policy.RefusalReason;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Refuses from a filter, in the same form as everywhere. */
final class DirectAnswer {

    private DirectAnswer() {}

    static void write(HttpServletResponse response, JsonMapper json, RefusalReason reason, String detail)
            throws IOException {
        response.setStatus(ErrorAnswers.status(reason).value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(new ErrorAnswer(reason.name(), detail)));
    }
}
