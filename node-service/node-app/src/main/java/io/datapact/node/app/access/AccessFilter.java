package io.datapact.node.app.access;

import io.datapact.node.app.web.Problem;
import io.datapact.node.app.web.ReadAfterFilter;
import io.datapact.node.app.web.RecordJsonConverter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lets a request through if one rule names its method and path and its token has the rule's role. Comes before
 * everything else; what it refuses is read no further.
 *
 * <p>Adversary: whoever reaches the port. Tokens travel under TLS only, and wrong ones are told apart from missing ones
 * by nothing but the answer.
 */
public final class AccessFilter implements Filter {
    private static final String BEARER = "Bearer ";
    private static final List<String> SINGLE_HEADERS = List.of(
            "Authorization", "Content-Type", "Content-Length", "Host", "Transfer-Encoding", ReadAfterFilter.HEADER);

    private final Tokens tokens;

    /** Checks tokens against these. */
    public AccessFilter(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        Optional<Problem> refusal = refusal(http);
        if (refusal.isPresent()) {
            send(answer, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Problem> refusal(HttpServletRequest request) {
        for (String header : SINGLE_HEADERS) {
            if (Collections.list(request.getHeaders(header)).size() > 1) {
                return Optional.of(
                        Problem.of(400, "HEADER_TWICE", header + " at most once", "it several times", "send it once"));
            }
        }
        Optional<AccessRule> rule = AccessRules.find(request.getMethod(), request.getRequestURI());
        if (rule.isPresent() && rule.get().roles().isEmpty()) {
            return Optional.empty();
        }
        Optional<ApiRole> role = role(request);
        if (role.isEmpty()) {
            return Optional.of(Problem.of(
                    401,
                    "TOKEN_INVALID",
                    "Authorization: Bearer <token of a role>",
                    "no token of this node",
                    "take the token from the file of the role in the node's folder tokens/"));
        }
        return rule.isEmpty() ? Optional.of(unknown(request)) : permitted(rule.get(), role.get(), request);
    }

    private static Optional<Problem> permitted(AccessRule rule, ApiRole role, HttpServletRequest request) {
        if (!rule.roles().contains(role)) {
            return Optional.of(Problem.of(
                    403,
                    "ROLE_FORBIDS",
                    "a token of role "
                            + String.join(
                                    " or ",
                                    rule.roles().stream()
                                            .map(ApiRole::fileName)
                                            .sorted()
                                            .toList()),
                    "one of role " + role.fileName(),
                    "let somebody of that role do it"));
        }
        if (request.getContentLengthLong() > RecordJsonConverter.MAXIMUM_BODY_BYTES) {
            return Optional.of(RecordJsonConverter.tooLarge(Long.toString(request.getContentLengthLong())));
        }
        return Optional.empty();
    }

    private Optional<ApiRole> role(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .filter(token -> token.length() <= Tokens.MAXIMUM_LENGTH)
                .flatMap(tokens::roleOf);
    }

    private static Problem unknown(HttpServletRequest request) {
        List<String> methods = AccessRules.methods(request.getRequestURI());
        return methods.isEmpty()
                ? Problem.of(404, "NOT_FOUND", "a path of the interface", "another", "see node-service/README.md")
                : Problem.of(405, "METHOD_UNKNOWN", String.join(" or ", methods), "another method", "use one of these");
    }

    private static void send(HttpServletResponse response, Problem problem) throws IOException {
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        problem.send(response);
    }
}
