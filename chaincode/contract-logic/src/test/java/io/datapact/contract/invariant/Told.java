package io.datapact.contract.invariant;

import io.datapact.contract.command.Command;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A command that was decided, and not yet written.
 *
 * @param certificate of the signer
 * @param payload     the payload's digest
 * @param time        of the transaction, millis since the epoch
 * @param changes     what it writes; nothing where it was refused
 * @param reads       the keys that deciding looked at
 * @param before      the state without the changes
 */
public record Told(
        MemberId member,
        Digest certificate,
        Command command,
        Digest payload,
        long time,
        Decision decision,
        List<Change> changes,
        SortedSet<String> reads,
        StateReader before) {
    /** Whether it was accepted. */
    public boolean accepted() {
        return decision instanceof Decision.Accepted;
    }

    /** The record that stands under a key before the command. */
    public <T extends Record> Optional<T> read(StateKey<T> key) {
        return before.read(key);
    }

    /** A record that must be there for the command to be accepted. */
    public <T extends Record> T need(StateKey<T> key) {
        return before.read(key).orElseThrow(() -> new IllegalStateException("expected " + key.path() + " in state"));
    }

    /** The manifest of a task proposed before. */
    public TaskManifest manifest(TaskId task) {
        Task found = need(TaskKeys.task(task));
        return found.manifest();
    }

    /** The record as it stands after the command. */
    public <T extends Record> Optional<T> after(StateKey<T> key) {
        for (Change change : changes) {
            if (change.key().equals(key.path())) {
                return change.after(key.type());
            }
        }
        return before.read(key);
    }
}
