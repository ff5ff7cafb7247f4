package io.datapact.launcher.demo;

import static io.datapact.launcher.demo.DemoTask.BANK;
import static io.datapact.launcher.demo.DemoTask.CURRENCY;
import static io.datapact.launcher.demo.DemoTask.MEMBERS;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.demo.StoryTeller.Ending;
import io.datapact.launcher.rest.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Third chapter: the price is shared by the agreed rule, to the cent. */
final class Settlement {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Cast cast;
    private final StoryTeller teller;
    private final String task;

    Settlement(Cast cast, StoryTeller teller, String task) {
        this.cast = cast;
        this.teller = teller;
        this.task = task;
    }

    /** Plays the chapter; balances in fen by member. */
    SortedMap<String, Long> play() {
        SortedMap<String, Long> balances = new TreeMap<>();
        teller.play("settle", "after the dispute window anyone may close the run", () -> {
            close();
            MEMBERS.forEach(member -> cast.awaitOutcome(member, task));
            MEMBERS.forEach(cast::collect);
            MEMBERS.forEach(member -> balances.put(member, balance(member)));
            return Ending.done(words(balances));
        });
        return balances;
    }

    /** Closes the run; a node may have done so already, and before the window's end the ledger refuses. */
    void close() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Answer answer = cast.node(BANK).post("operator", "/v1/settlements", Map.of("task", task, "run", 1));
            if (answer.done() || answer.reason().equals("ALREADY_DECIDED")) {
                return;
            }
            if (!answer.reason().equals("STATE_FORBIDS")) {
                throw new RefusedException(answer.reason(), answer.sentence());
            }
            Computation.pause();
        }
        throw new LaunchException("expected the run to be closed within " + PATIENCE.toSeconds() + " s, found it open");
    }

    private long balance(String member) {
        return cast.read(member, "operator", "/v1/balances")
                .json()
                .path(CURRENCY)
                .asLong(0);
    }

    private static String words(SortedMap<String, Long> balances) {
        StringBuilder words = new StringBuilder();
        balances.forEach(
                (member, fen) -> words.append("%s %,d.%02d %s%n".formatted(member, fen / 100, fen % 100, CURRENCY)));
        return words.toString();
    }
}
