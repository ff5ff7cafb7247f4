package io.datapact.contract.command;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.task.TaskManifest;

/** Commands about tasks. */
public sealed interface TaskCommand extends Command {
    /** Proposes a task (role approver of the proposer). */
    record ProposeTask(TaskManifest manifest) implements TaskCommand {}

    /**
     * Approves exactly the manifest of the digest.
     *
     * @param after the newest seq of the approval slot that the approver has seen, 0 where it is empty
     */
    record ApproveTask(TaskId task, Digest manifest, long after) implements TaskCommand {
        public ApproveTask {
            Bounds.require("after", after, 0, Bounds.VERSIONS);
        }
    }

    /** Revokes the member's approval, or forecloses one not given yet. */
    record RevokeApproval(TaskId task, long after) implements TaskCommand {
        public RevokeApproval {
            Bounds.require("after", after, 0, Bounds.VERSIONS);
        }
    }

    /** Closes a task: no start from here on. */
    record CloseTask(TaskId task, Code code) implements TaskCommand {}
}
