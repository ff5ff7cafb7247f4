package io.datapact.launcher.demo;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.demo.StoryTeller.Ending;
import io.datapact.launcher.rest.Answer;
import io.datapact.launcher.rest.NodeApi;
import java.util.Map;
import java.util.Optional;

/** The members' nodes, spoken to as their own people would. */
record Cast(Map<String, NodeApi> nodes) {
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
