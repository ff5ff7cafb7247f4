package io.datapact.contract.command;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/** Commands about tasks. */
public sealed interface TaskCommand extends Command {
    /** Most approval slots that a member has in a task. */
    int SLOTS = 2;

    /** Proposes a task (role approver of the proposer). */
    record ProposeTask(TaskManifest manifest) implements TaskCommand {}

    /**
     * Approves exactly the manifest of the digest.
     *
     * @param after the newest seq of the approval slot that the approver has seen, 0 where it is empty
     * @param slot  the member's slot that it fills, the first where none is named
     */
    record ApproveTask(TaskId task, Digest manifest, long after, Optional<Long> slot) implements TaskCommand {
        public ApproveTask {
            Bounds.require("after", after, 0, Bounds.VERSIONS);
            slot.ifPresent(named -> Bounds.require("slot", named, 1, SLOTS));
        }

        /** Fills the first slot. */
        public ApproveTask(TaskId task, Digest manifest, long after) {
            this(task, manifest, after, Optional.empty());
        }
    }

    /** Revokes the approval in a slot of the member, the first where none is named, or forecloses one not given yet. */
    record RevokeApproval(TaskId task, long after, Optional<Long> slot) implements TaskCommand {
        public RevokeApproval {
            Bounds.require("after", after, 0, Bounds.VERSIONS);
            slot.ifPresent(named -> Bounds.require("slot", named, 1, SLOTS));
        }

        /** Revokes what stands in the first slot. */
        public RevokeApproval(TaskId task, long after) {
            this(task, after, Optional.empty());
        }
    }

    /** Closes a task: no start from here on. */
    record CloseTask(TaskId task, Code code) implements TaskCommand {}
}
