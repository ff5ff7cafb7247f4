package io.datapact.node.ledger;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.SignedNote;
import java.util.List;
import java.util.Optional;

/** The log as this process's own replay has it, for comparison with what others were shown. Safe for several threads. */
public interface History {
    /**
     * Merkle root over the first entries.
     *
     * @param entries 1 to the number of verified ones
     * @throws IllegalArgumentException if not so many are verified yet
     */
    Digest root(long entries);

    /**
     * Root of the state right after the first entries; empty where these are so few that finding it would cost much.
     *
     * @throws IllegalArgumentException if not so many are verified yet
     */
    Optional<Digest> recentStateRoot(long entries);

    /**
     * Proof that the tree over the first entries is a prefix of that over more.
     *
     * @param second at most the number of verified ones
     * @throws IllegalArgumentException if not so many are verified yet
     */
    ConsistencyProof consistency(long first, long second);

    /** The keys that sign the log's heads, by the entries replayed; those under way may count already. */
    LogKeys logKeys();

    /** The heads that handed the log over from key to key, as both keys signed them, the earliest first. */
    List<SignedNote> handovers();
}
