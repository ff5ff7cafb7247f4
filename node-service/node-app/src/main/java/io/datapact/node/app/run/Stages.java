package io.datapact.node.app.run;

import io.datapact.node.run.RunProgress;

/** A run's stages in hundredths, for people who watch. */
final class Stages {
    static final String WAITING = "waiting";
    static final String DONE = "done";
    static final long WHOLE = 100;

    private static final long COMPUTING_FROM = 20;
    private static final long COMPUTING_TO = 75;

    private Stages() {}

    static long percent(RunProgress progress) {
        return switch (progress.stage()) {
            case "gate" -> 5;
            case "inputs" -> 10;
            case "computing" -> computing(progress.done(), progress.total());
            case "sharing" -> COMPUTING_TO;
            case "attesting" -> 80;
            case "releasing" -> 90;
            case "receiving" -> 95;
            default -> WHOLE;
        };
    }

    private static long computing(long done, long total) {
        if (total <= 0) {
            return COMPUTING_FROM;
        }
        return COMPUTING_FROM + (COMPUTING_TO - COMPUTING_FROM) * Math.clamp(done, 0, total) / total;
    }

    /** The code before the colon. */
    static String code(String cause) {
        int colon = cause.indexOf(": ");
        return colon < 0 ? cause : cause.substring(0, colon);
    }

    /** The sentence after the colon. */
    static String detail(String cause) {
        int colon = cause.indexOf(": ");
        return colon < 0 ? "" : cause.substring(colon + 2);
    }
}
