package io.datapact.node.app.web;

import io.datapact.node.follow.LedgerFollower;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a request wait until this node's replica holds a position of the ledger. A client that sends with each request
 * the highest position that any node told it reads its own writes and those it has heard of, whichever node it asks:
 * causal consistency in the sense of Terry et al., "Session Guarantees for Weakly Consistent Replicated Data" (1994).
 *
 * <p>Comes after the token's check, so only holders of a token can make the node wait, and never for long.
 */
public final class ReadAfterFilter implements Filter {
    /** The header; a decimal position, at most 18 digits. */
    public static final String HEADER = "Ledger-After";

    /** Longest wait. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final LedgerFollower follower;

    /** Waits for what this follower applies. */
    public ReadAfterFilter(LedgerFollower follower) {
        this.follower = follower;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> after = Optional.ofNullable(((HttpServletRequest) request).getHeader(HEADER));
        Optional<Problem> refusal = after.flatMap(this::refusal);
        if (refusal.isPresent()) {
            refusal.get().send((HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Problem> refusal(String after) {
        if (!POSITION.matcher(after).matches()) {
            return Optional.of(Problem.of(
                    400,
                    "HEADER_MALFORMED",
                    HEADER + ": a position of the ledger in decimal",
                    "something else",
                    "send the highest position that an answer named, or leave the header out"));
        }
        return holds(Long.parseLong(after))
                ? Optional.empty()
                : Optional.of(Problem.of(
                        503,
                        "LEDGER_BEHIND",
                        "this node's replica to hold position " + after,
                        "position " + follower.position()
                                + follower.fault().map(why -> "; " + why).orElse(""),
                        follower.fault().isEmpty() ? "send it again" : "look at this node's health"));
    }

    private boolean holds(long position) {
        try {
            return follower.awaitPosition(position, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
