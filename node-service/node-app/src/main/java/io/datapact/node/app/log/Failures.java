package io.datapact.node.app.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a failure without what may be secret: the messages of our own exceptions, which hold none, and of others only
 * their kind and place.
 */
final class Failures {
    private static final String OURS = "io.datapact.";
    private static final int MOST_CAUSES = 5;

    private Failures() {}

    static String describe(Throwable failure) {
        List<String> parts = new ArrayList<>();
        Throwable each = failure;
        while (each != null && parts.size() < MOST_CAUSES) {
            parts.add(one(each));
            each = each.getCause();
        }
        return String.join("; caused by ", parts);
    }

    private static String one(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        String place = frames.length == 0 ? "" : " at " + ours(frames);
        boolean own = failure.getClass().getName().startsWith(OURS);
        return failure.getClass().getName() + (own ? " (" + failure.getMessage() + ")" : "") + place;
    }

    private static String ours(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (frame.getClassName().startsWith(OURS)) {
                return frames[0] + " below " + frame;
            }
        }
        return frames[0].toString();
    }
}
