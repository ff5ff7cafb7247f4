package io.datapact.launcher.demo;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.demo.StoryTeller.Ending;
import io.datapact.launcher.rest.Answer;
import io.datapact.launcher.rest.NodeApi;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The members' nodes, spoken to as their own people would. */
record Cast(Map<String, NodeApi> nodes) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Cast {
        nodes = Map.copyOf(nodes);
    }

    NodeApi node(String member) {
        return Optional.ofNullable(nodes.get(member))
                .orElseThrow(() -> new LaunchException("expected a node of " + member + ", found none"));
    }

    /** Posts what must succeed. */
    Answer must(String member, String role, String path, Map<String, ?> body) {
        Answer answer = node(member).post(role, path, body);
        if (!answer.done()) {
            throw new RefusedException(
                    answer.reason().isEmpty() ? "HTTP_" + answer.status() : answer.reason(),
                    member + " " + path + ": " + answer.sentence());
        }
        return answer;
    }

    /** Posts what must be refused for a reason; anything else ends the demo. */
    Ending refused(String member, String role, String path, Map<String, ?> body, String reason) {
        Answer answer = node(member).post(role, path, body);
        if (answer.done() || !answer.reason().equals(reason)) {
            throw new RefusedException(
                    "UNEXPECTED",
                    "expected " + path + " at " + member + " to be refused with " + reason + ", found "
                            + answer.sentence());
        }
        return Ending.refused(reason, answer.json().path("detail").asString(""));
    }

    /** Records money received for a member, and lets the member take it; its node answers from after the record. */
    void payIn(String reference, String member, long amount) {
        must(
                DemoTask.CLEARING,
                "market",
                "/v1/payins",
                Map.of("currency", DemoTask.CURRENCY, "reference", reference, "member", member, "amount", amount));
        collect(member);
    }

    /** A member takes what its node has seen to be waiting for it. */
    void collect(String member) {
        must(member, "operator", "/v1/collects", Map.of("currency", DemoTask.CURRENCY));
    }

    /** Waits until a member's node has seen how the first run of a task ended. */
    void awaitOutcome(String member, String task) {
        await(
                member + " to see the outcome of " + task,
                () -> !read(member, "operator", "/v1/runs?task=" + task + "&run=1")
                        .json()
                        .path("outcome")
                        .asString("")
                        .isEmpty());
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new LaunchException(
                        "expected " + what + " within " + PATIENCE.toSeconds() + " s, found it waiting");
            }
            Computation.pause();
        }
    }

    /** Reads what must be there. */
    Answer read(String member, String role, String path) {
        Answer answer = node(member).get(role, path);
        if (!answer.done()) {
            throw new RefusedException(
                    answer.reason().isEmpty() ? "HTTP_" + answer.status() : answer.reason(),
                    member + " " + path + ": " + answer.sentence());
        }
        return answer;
    }
}
