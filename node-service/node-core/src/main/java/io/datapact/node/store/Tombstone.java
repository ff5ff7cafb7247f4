package io.datapact.node.store;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;

/**
 * Something of this member that has ended for good.
 *
 * @param kind what it is
 * @param id   its name, or its digest in hex; at most {@link #MAXIMUM_ID_LENGTH} ASCII characters
 */
public record Tombstone(Kind kind, String id) {
    /** Longest id, in characters. */
    public static final int MAXIMUM_ID_LENGTH = 81;

    /** What can end. */
    public enum Kind {
        DATASET,
        TASK,
        CERTIFICATE
    }

    /** Checks the length. */
    public Tombstone {
        if (id.isEmpty() || id.length() > MAXIMUM_ID_LENGTH) {
            throw new IllegalArgumentException(
                    "expected an id of 1 to " + MAXIMUM_ID_LENGTH + " characters, found " + id.length());
        }
    }

    /** A dataset withdrawn. */
    public static Tombstone of(DatasetId dataset) {
        return new Tombstone(Kind.DATASET, dataset.value());
    }

    /** A task closed. */
    public static Tombstone of(TaskId task) {
        return new Tombstone(Kind.TASK, task.value());
    }

    /** A certificate revoked. */
    public static Tombstone of(Digest certificate) {
        return new Tombstone(Kind.CERTIFICATE, certificate.value());
    }
}
