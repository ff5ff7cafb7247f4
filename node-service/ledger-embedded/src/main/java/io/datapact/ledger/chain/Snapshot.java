package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;

/**
 * A whole state that was found to be the one to which a checkpoint of the log's key commits.
 *
 * @param head  what the checkpoint says
 * @param time  of its last entry, millis since the epoch
 * @param table every key with its value and the position that wrote it, on disk
 * @param tree  over the state
 */
record Snapshot(Checkpoint head, long time, SnapshotTable table, FoldedTree tree) {
    /**
     * A key as of the snapshot.
     *
     * @param position of the entry that wrote it last; no root covers it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Held(String key, long position, byte[] value) {}

    /** Closes the files of a snapshot that is not used. */
    void close() {
        table.close();
        tree.leaves().close();
    }

    /** Entries that it stands for. */
    long size() {
        return head.size();
    }

    /** Root of the state after them. */
    Digest stateRoot() {
        return tree.tree().root();
    }

    /** Root over them. */
    Digest root() {
        return head.root();
    }
}
