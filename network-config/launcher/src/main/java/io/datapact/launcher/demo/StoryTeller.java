package io.datapact.launcher.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the story on the terminal while it happens, and keeps its steps for the summary. */
final class StoryTeller {
    private static final int NAME_WIDTH = 26;

    private final PrintStream out;
    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final List<Step> steps = new ArrayList<>();

    StoryTeller(PrintStream out) {
        this.out = out;
    }

    /** How an act ended. */
    record Ending(String outcome, String reason, String sentence) {
        static Ending accepted(String sentence) {
            return new Ending("accepted", "", sentence);
        }

        static Ending refused(String reason, String sentence) {
            return new Ending("refused", reason, sentence);
        }

        static Ending done(String sentence) {
            return new Ending("done", "", sentence);
        }
    }

    /** Plays one step: says what happens, measures it, says how it ended. */
    void play(String step, String intention, Supplier<Ending> act) {
        out.printf("%n%-" + NAME_WIDTH + "s %s%n", step, intention);
        long begin = System.nanoTime();
        Ending ending = act.get();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        steps.add(new Step(step, ending.outcome(), ending.reason(), millis));
        String reason = ending.reason().isEmpty() ? "" : " " + ending.reason();
        out.printf("  -> %s%s (%d ms)%n", ending.outcome(), reason, millis);
        ending.sentence().lines().forEach(line -> out.println("     " + line));
    }

    /** Says something between steps. */
    void say(String text) {
        text.lines().forEach(out::println);
    }

    /** A line that a terminal overwrites, and that is left out elsewhere. */
    void progress(String stage, int percent) {
        if (terminal) {
            int filled = Math.max(0, Math.min(20, percent / 5));
            out.printf("\r     [%s%s] %3d %% %-40s", "#".repeat(filled), ".".repeat(20 - filled), percent, stage);
            if (percent >= 100) {
                out.println();
            }
            out.flush();
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
