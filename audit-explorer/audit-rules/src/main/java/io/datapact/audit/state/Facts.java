package io.datapact.audit.state;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/** Reads records out of a recorded state; what is no record of its type reads as nothing, since the state is untrusted. */
public record Facts(StateView view) {
    /** The record under a key, where there is a well-formed one. */
    public <T extends Record> Optional<T> read(StateKey<T> key) {
        return view.get(key.path())
                .flatMap(bytes -> switch (RecordCodec.of(key.type()).decode(bytes, StateReader.MAXIMUM_RECORD_BYTES)) {
                    case Parsed.Value<T>(T value) -> Optional.of(value);
                    case Parsed.Malformed<T> malformed -> Optional.empty();
                });
    }

    /** Whether anything is kept under a key. */
    public boolean has(StateKey<?> key) {
        return view.get(key.path()).isPresent();
    }

    /** The manifest of a task. */
    public Optional<TaskManifest> manifest(TaskId task) {
        return read(TaskKeys.task(task)).map(Task::manifest);
    }

    /** The manifest of a run's task. */
    public Optional<TaskManifest> manifest(RunId run) {
        return manifest(run.task());
    }
}
