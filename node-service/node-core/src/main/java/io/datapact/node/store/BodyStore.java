package io.datapact.node.store;

import io.datapact.contract.id.TaskId;
import java.util.Optional;

/** Tasks' bodies as they travel: CMS messages that this node's key can open. */
public interface BodyStore {
    /** Longest message, in bytes: a body of 64 KiB and room for 32 recipients. */
    int MAXIMUM_BYTES = 96 << 10;

    /**
     * Keeps a body, replacing what was there: only its digest tells whether it is the task's.
     *
     * @param sealed CMS message, at most {@link #MAXIMUM_BYTES}; not kept
     * @throws StoreUnavailableException if it could not be made durable
     */
    void putBody(TaskId task, byte[] sealed);

    /** A task's body, the caller's own, or empty. */
    Optional<byte[]> body(TaskId task);
}
