package io.datapact.compute;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;

/**
 * An output to be opened at a recipient, with all that is known of it outside the run.
 *
 * @param manifest the task
 * @param parameters from the task's body
 * @param output one of the manifest's outputs
 */
public record RunOutput(TaskManifest manifest, JsonObject parameters, TaskOutput output) {
    /** Checks that the output is the manifest's. */
    public RunOutput {
        if (!manifest.outputs().contains(output)) {
            throw new IllegalArgumentException("expected an output of the manifest, found " + output.name());
        }
    }
}
