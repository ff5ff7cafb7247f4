package io.datapact.launcher.demo;

import static io.datapact.launcher.demo.DemoTask.BANK;
import static io.datapact.launcher.demo.DemoTask.MEMBERS;
import static io.datapact.launcher.demo.DemoTask.TELCO;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.demo.StoryTeller.Ending;
import io.datapact.launcher.rest.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Second chapter: proposal, refusals, approvals, the run, its result. */
final class Computation {
    private static final Duration RUN_PATIENCE = Duration.ofSeconds(150);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cast cast;
    private final StoryTeller teller;
    private final String task;
    private final int slot;
    private final Map<String, Object> run;

    Computation(Cast cast, StoryTeller teller, String task, int slot) {
        this.cast = cast;
        this.teller = teller;
        this.task = task;
        this.slot = slot;
        this.run = Map.of("task", task, "run", 1);
    }

    /** Plays the chapter; the result is CSV. */
    String play() {
        long now = System.currentTimeMillis();
        teller.play(
                "propose-forbidden-column",
                "the bank asks for the subscribers' age too, which the operator never releases",
                () -> cast.refused(
                        BANK,
                        "approver",
                        "/v1/tasks",
                        DemoTask.proposal(task, slot, List.of("id", "segment", "age"), now),
                        "COLUMN_NEVER_RELEASED"));
        teller.play("propose", "the bank proposes again, without it", () -> propose(now));
        teller.play(
                "start-before-approval",
                "the bank asks the operator's node to start before anyone approved",
                () -> cast.refused(BANK, "operator", "/v1/runs", run, "APPROVAL_MISSING"));
        teller.play("approve", "each member's approver reads what would run, and approves exactly that", this::approve);
        teller.play("fund", "the bank locks the price, each party its deposit", this::fund);
        teller.play("run", "three nodes compute on shares; no row leaves its owner", () -> {
            start();
            return await();
        });
        return result();
    }

    Ending propose(long now) {
        Map<String, Object> proposal = DemoTask.proposal(task, slot, List.of("id", "segment"), now);
        Answer answer = cast.must(BANK, "approver", "/v1/tasks", proposal);
        return Ending.accepted(
                "task " + task + ", manifest " + answer.json().path("digest").asString(""));
    }

    Ending approve() {
        StringBuilder words = new StringBuilder();
        for (String member : MEMBERS) {
            JsonNode entry = awaitInbox(member);
            if (member.equals(TELCO)) {
                entry.path("words")
                        .forEach(line -> words.append(line.asString("")).append('\n'));
            }
            cast.must(
                    member,
                    "approver",
                    "/v1/tasks/approvals",
                    Map.of("task", task, "manifest", entry.path("manifest").asString("")));
        }
        return Ending.accepted("what the operator's approver read:\n" + words);
    }

    /** A member's node sees the proposal as soon as its replica does. */
    JsonNode awaitInbox(String member) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            for (JsonNode entry :
                    cast.read(member, "approver", "/v1/inbox").json().path("waiting")) {
                if (entry.path("task").asString("").equals(task)) {
                    return entry;
                }
            }
            pause();
        }
        throw new LaunchException("expected the task " + task + " in the inbox of " + member + ", found none");
    }

    Ending fund() {
        cast.must(BANK, "operator", "/v1/funds", run);
        MEMBERS.forEach(member -> cast.must(member, "operator", "/v1/deposits", run));
        return Ending.accepted("price 1,000.01 CNY held, three deposits of 200.01");
    }

    /** Collects every party's Ready and files the start. */
    void start() {
        cast.must(BANK, "operator", "/v1/runs", run);
    }

    /** The run as the bank's node sees it. */
    JsonNode state() {
        return cast.read(BANK, "operator", "/v1/runs?task=" + task + "&run=1").json();
    }

    private Ending await() {
        long until = System.nanoTime() + RUN_PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode state = state();
            teller.progress(
                    state.path("stage").asString(""), state.path("percent").asInt(0));
            if (!state.path("failure").asString("").isEmpty()) {
                throw new RefusedException(
                        state.path("failure").asString(""), "the run failed; see the log of each node");
            }
            if (state.path("percent").asInt(0) >= 100) {
                return Ending.done("attested by all three, shares released, result opened at the bank's node");
            }
            pause();
        }
        throw new LaunchException(
                "expected the run to end within " + RUN_PATIENCE.toSeconds() + " s, found it " + state());
    }

    private String result() {
        String csv = new String(
                cast.read(BANK, "operator", "/v1/results?task=" + task + "&run=1&output=" + DemoTask.OUTPUT)
                        .body(),
                StandardCharsets.UTF_8);
        teller.say("\nThe result, as the bank sees it (groups under " + DemoTask.MINIMUM_GROUP + " are suppressed):");
        csv.lines().forEach(line -> teller.say("     " + line));
        return csv;
    }

    /** The task allows one run. */
    void secondStart() {
        teller.play(
                "second-start",
                "the bank tries to run the same approval again",
                () -> cast.refused(BANK, "operator", "/v1/runs", Map.of("task", task, "run", 2), "USES_EXHAUSTED"));
    }

    static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted", e);
        }
    }
}
