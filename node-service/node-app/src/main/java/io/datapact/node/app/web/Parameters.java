package io.datapact.node.app.web;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import java.util.function.Function;

/** Values of query parameters. */
public final class Parameters {
    private Parameters() {}

    /** A value of a type that checks itself. */
    public static <T> T read(String name, String value, Function<String, T> type) {
        try {
            return type.apply(value);
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed("?" + name, e.getMessage());
        }
    }

    /** An act of the node whose arguments check themselves. */
    @FunctionalInterface
    public interface Act<T> {
        /** Does it. */
        T run() throws InterruptedException;
    }

    /** Does what checks its arguments itself; those that do not fit are the caller's fault. */
    public static <T> T checked(Act<T> act) throws InterruptedException {
        try {
            return act.run();
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed("", e.getMessage());
        }
    }

    /** A task. */
    public static TaskId task(String value) {
        return read("task", value, TaskId::new);
    }

    /** A run of a task. */
    public static RunId run(String task, String run) {
        return read("run", run, value -> new RunId(task(task), number("run", value, 1, Long.MAX_VALUE)));
    }

    /** A number within bounds. */
    public static long number(String name, String value, long least, long most) {
        if (!value.matches("[0-9]{1,15}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw ProblemException.malformed(
                    "?" + name, "expected a number of " + least + " to " + most + ", found another value");
        }
        return Long.parseLong(value);
    }
}
