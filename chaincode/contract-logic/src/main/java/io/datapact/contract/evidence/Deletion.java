package io.datapact.contract.evidence;

import java.util.Optional;

/**
 * A member's word that it deleted something, kept under {@code deletion/ds/<d>/<v>/<seq>},
 * {@code deletion/ds/<d>/<v>/whole} and {@code deletion/task/<task>/<m>/<seq>}.
 *
 * @param rows what was deleted of a dataset's version; nothing where it was the results of a task
 * @param at   transaction time, millis since the epoch
 */
public record Deletion(Optional<DeletedRows> rows, long at) {}
