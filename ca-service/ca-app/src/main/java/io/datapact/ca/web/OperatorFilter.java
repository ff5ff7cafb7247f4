package io.datapact.ca.web;

import io.datapact.ca.CaLog;
import io.datapact.ca.home.AdminSecret;
import io.datapact.ca.policy.RefusalReason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a short list of paths through to everybody; all others need the operator's secret as a bearer token. A path that
 * is written in an unusual way is not on the list, so it cannot slip by.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperatorFilter extends OncePerRequestFilter {

    private static final Pattern OPEN_TO_ALL = Pattern.compile(
            "/v1/enrolments|/v1/roots|/v1/intermediates|/v1/certificates/[0-9a-f]{1,40}|/actuator/health|/v3/api-docs");
    private static final String BEARER = "Bearer ";

    private final AdminSecret secret;
    private final JsonMapper json;
    private final CaLog log;

    OperatorFilter(AdminSecret secret, JsonMapper json, CaLog log) {
        this.secret = secret;
        this.json = json;
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (OPEN_TO_ALL.matcher(path).matches() || isOperator(request)) {
            chain.doFilter(request, response);
            return;
        }
        log.adminRefused(printable(path));
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        DirectAnswer.write(
                response,
                json,
                RefusalReason.UNAUTHENTICATED,
                "expected the operator's secret, from admin.secret in the authority's folder, as a bearer token");
    }

    private boolean isOperator(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()))
                .filter(secret::matches)
                .isPresent();
    }

    private static String printable(String path) {
        String clean = path.replaceAll("[^A-Za-z0-9/._-]", "?");
        return clean.length() <= 100 ? clean : clean.substring(0, 100);
    }
}
