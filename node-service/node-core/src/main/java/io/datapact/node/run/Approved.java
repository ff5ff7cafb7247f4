package io.datapact.node.run;

import io.datapact.node.algorithm.InstalledPlugin;
import io.datapact.node.task.TaskBody;

/** Body and plugin of a task, byte for byte as approved. */
record Approved(TaskBody body, InstalledPlugin plugin) {}
