package io.datapact.node.ledger;

/**
 * The state that this process's own rule book has reached: what a gate may trust. A view is a snapshot; it does not
 * move while it is read, so several keys read from one view belong together.
 */
public interface Replica {
    /** A snapshot of the newest verified position. */
    ReplicaView view();

    /**
     * A snapshot as it stood right after an entry.
     *
     * @param position of that entry, 0 to the newest verified one
     * @throws IllegalArgumentException if the position is not verified yet
     */
    ReplicaView viewAt(long position);
}
