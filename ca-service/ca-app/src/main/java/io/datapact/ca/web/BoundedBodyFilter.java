package io.datapact.ca.web;

import io.datapact.ca.policy.RefusalReason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Reads each body whole before anything else does, and no more of it than a request can need. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BoundedBodyFilter extends OncePerRequestFilter {

    /** Longest body, in bytes. */
    static final int MAXIMUM_BODY_BYTES = 16 * 1024;

    private final JsonMapper json;

    BoundedBodyFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAXIMUM_BODY_BYTES) {
            refuse(response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAXIMUM_BODY_BYTES + 1);
        if (body.length > MAXIMUM_BODY_BYTES) {
            refuse(response);
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        DirectAnswer.write(
                response, json, RefusalReason.TOO_LARGE, "expected a body of at most " + MAXIMUM_BODY_BYTES + " bytes");
    }
}
