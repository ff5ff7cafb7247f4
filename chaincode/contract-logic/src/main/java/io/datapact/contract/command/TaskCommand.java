package io.datapact.contract.command;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/** Commands about tasks. */
public sealed interface TaskCommand extends Command {
    /** Most approval slots that a member has in a task. */
    int SLOTS = 2;

    /** Highest {@code after} of an approval; that of a revocation is one more, so that no approval outlives its last. */
    long MAXIMUM_AFTER = SLOTS * (long) Bounds.VERSIONS;

    /** Proposes a task (role approver of the proposer). */
    record ProposeTask(TaskManifest manifest) implements TaskCommand {}

    /**
     * Approves exactly the manifest of the digest.
     *
     * @param after the newest seq of the approval slot that the approver has seen, 0 where it is empty
     * @param slot  the member's slot that it fills, the first where none is named
     * @param standing the standing approval by which an auto-approver signs; such an approval fills all slots of its
     *     member, names none, and {@code after} is the sum of their seqs
     */
    record ApproveTask(TaskId task, Digest manifest, long after, Optional<Long> slot, Optional<StandingId> standing)
            implements TaskCommand {
        public ApproveTask {
            Bounds.require("after", after, 0, MAXIMUM_AFTER);
            slot.ifPresent(named -> Bounds.require("slot", named, 1, SLOTS));
            if (slot.isPresent() && standing.isPresent()) {
                throw new IllegalArgumentException("expected a slot or a standing approval, found both");
            }
        }

        /** Fills a slot. */
        public ApproveTask(TaskId task, Digest manifest, long after, Optional<Long> slot) {
            this(task, manifest, after, slot, Optional.empty());
        }

        /** Fills the first slot. */
        public ApproveTask(TaskId task, Digest manifest, long after) {
            this(task, manifest, after, Optional.empty(), Optional.empty());
        }
    }

    /** Revokes the approval in a slot of the member, the first where none is named, or forecloses one not given yet. */
    record RevokeApproval(TaskId task, long after, Optional<Long> slot) implements TaskCommand {
        public RevokeApproval {
            Bounds.require("after", after, 0, MAXIMUM_AFTER + 1);
            slot.ifPresent(named -> Bounds.require("slot", named, 1, SLOTS));
        }

        /** Revokes what stands in the first slot. */
        public RevokeApproval(TaskId task, long after) {
            this(task, after, Optional.empty());
        }
    }

    /** Closes a task: no start from here on. */
    record CloseTask(TaskId task, Code code) implements TaskCommand {}

    /**
     * Grants a standing approval under the signer's member's name. The same template granted by a second person of the
     * member makes it stand under four-eyes too.
     */
    record GrantStanding(StandingId standing, StandingTemplate template) implements TaskCommand {}

    /** Ends a standing approval, and with it all approvals that name it. */
    record EndStanding(StandingId standing) implements TaskCommand {}
}
