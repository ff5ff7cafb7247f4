package io.datapact.node.app.task;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskState;
import io.datapact.node.app.run.RunAnswer;
import java.util.List;
import java.util.Optional;

/**
 * How a task stands.
 *
 * @param digest    of the manifest: what approvals name
 * @param proposed  millis since the epoch
 * @param approvals of every member that must approve, in manifest order
 * @param runs      those that have started
 */
record TaskAnswer(
        TaskId task,
        TaskState state,
        Digest digest,
        long proposed,
        List<ApprovalAnswer> approvals,
        List<RunAnswer> runs,
        TaskManifest manifest) {
    /**
     * A member's approval.
     *
     * @param status      APPROVED, REVOKED or MISSING
     * @param handle      the approver's
     * @param standsUntil millis since the epoch; 0 where it is missing
     */
    record ApprovalAnswer(MemberId member, String status, Optional<String> handle, long standsUntil) {}

    /** A task in short. */
    record Brief(TaskId task, TaskState state, Digest digest, long proposed) {}

    /** All tasks. */
    record Listing(List<Brief> tasks) {}
}
