package io.datapact.node.task;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerQuery;
import java.util.List;

/** The tasks on the ledger. */
public final class TaskList {
    private static final String TASKS = "task/";

    private final Ledger ledger;

    /** Lists the tasks of a ledger's replica. */
    public TaskList(Ledger ledger) {
        this.ledger = ledger;
    }

    /** All tasks, at most {@link LedgerQuery.ByPrefix#MAXIMUM_LIMIT}, sorted by id. */
    public List<Task> all() {
        return ledger.read(new LedgerQuery.ByPrefix(TASKS, LedgerQuery.ByPrefix.MAXIMUM_LIMIT)).values().stream()
                .map(found -> decode(found.key(), found.value().toBytes()))
                .toList();
    }

    private static Task decode(String key, byte[] value) {
        return switch (RecordCodec.of(Task.class).decode(value, StateReader.MAXIMUM_RECORD_BYTES)) {
            case Parsed.Value<Task>(Task task) -> task;
            case Parsed.Malformed<Task>(String path, String detail) ->
                throw new IllegalStateException(
                        "expected a task under " + key + ", found one malformed at '" + path + "': " + detail);
        };
    }
}
