package io.datapact.node.store;

import io.datapact.contract.id.TaskId;

/**
 * What this member has revoked, binding here from the moment it was signed, even if the ledger withholds it: approvals
 * up to a number do not count for this node's gate, nor does anything under a tombstone. What ends is written here before
 * its command is handed in.
 */
public interface OwnRevocations {
    /** No approval of the task counts from now on. */
    long EVERYTHING = Long.MAX_VALUE;

    /**
     * Sets up to which approval nothing counts. Durable before it returns.
     *
     * @param through the highest seq that does not count; {@link #EVERYTHING} after a revocation, the seq seen when a
     *     fresh approval is signed
     * @throws StoreUnavailableException if it could not be made durable
     */
    void revokeThrough(TaskId task, long through);

    /** The highest seq that does not count, 0 if all do. */
    long revokedThrough(TaskId task);

    /**
     * Ends a dataset, a task or a certificate at this node. Durable before it returns. For good, as it is on the ledger:
     * nothing lifts it, not even that the ledger refuses the command.
     *
     * @throws StoreUnavailableException if it could not be made durable
     */
    void bury(Tombstone ended);

    /**
     * Whether it was ended here.
     *
     * @throws StoreUnavailableException if it cannot be read
     */
    boolean buried(Tombstone what);
}
