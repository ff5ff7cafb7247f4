package io.datapact.ledger.chain;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleTree;

/**
 * What a start does with entries for which a snapshot stands, where it comes upon them.
 *
 * @param merkle  gets their hashes, or has them
 * @param history begins with the snapshot
 */
record HeldEntries(MerkleLog merkle, History history) {
    /** Takes an entry that a snapshot stands for; where its hash is known already, it must be that. */
    void skip(long position, byte[] canonical) {
        Digest hash = MerkleTree.leafHash(canonical);
        if (position >= merkle.size()) {
            merkle.append(hash);
        } else if (!merkle.leaf(position).equals(hash)) {
            throw new SnapshotRefusedException("entry " + position + " as its file leaves has it", "another");
        }
        if (position == history.size() - 1) {
            requireTime(ChainReplay.parse(position, canonical));
        }
    }

    /** No root covers what a snapshot says of the time: its last entry's must be that. */
    private void requireTime(LogEntry last) {
        long time = history.time(last.position());
        if (time != last.time()) {
            throw new SnapshotRefusedException("time " + last.time() + " of its last entry", String.valueOf(time));
        }
    }
}
