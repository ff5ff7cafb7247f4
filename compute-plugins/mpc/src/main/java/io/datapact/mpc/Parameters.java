package io.datapact.mpc;

import io.datapact.compute.Problem;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.util.List;

/** Reads a task's parameters as a record. */
final class Parameters {
    private Parameters() {}

    static <T extends Record> Parsed<T> read(Class<T> type, JsonObject parameters) {
        return RecordCodec.of(type).fromJson(parameters);
    }

    /** The parameters of a task that was checked. */
    static <T extends Record> T required(Class<T> type, JsonObject parameters) {
        return switch (read(type, parameters)) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw RunFailedException.of(RunFailure.INPUT_REFUSED, "parameters" + path + ": " + detail);
        };
    }

    /** Ends a run whose task has problems: it should never have been signed. */
    static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            throw RunFailedException.of(RunFailure.INPUT_REFUSED, first.where() + ": " + first.sentence());
        }
    }
}
