package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateTree;
import java.util.List;

/**
 * A whole state that was found to be the one to which a checkpoint of the log's key commits.
 *
 * @param note  the checkpoint, as signed
 * @param head  what it says
 * @param time  of its last entry, millis since the epoch
 * @param state every key with its value and the position that wrote it; not changed afterwards by anybody
 * @param tree  over the state
 */
record Snapshot(SignedNote note, Checkpoint head, long time, List<Held> state, StateTree tree) {
    /**
     * A key as of the snapshot.
     *
     * @param position of the entry that wrote it last; no root covers it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Held(String key, long position, byte[] value) {}

    Snapshot {
        state = List.copyOf(state);
    }

    /** Entries that it stands for. */
    long size() {
        return head.size();
    }

    /** Root over them. */
    Digest root() {
        return head.root();
    }
}
