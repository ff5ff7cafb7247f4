package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * A gate's refusal as kept under {@code denial/<gate>/<asker>/<day>/<seq>}.
 *
 * @param about    digest of the payload refused: a signed command or a signed AskReady
 * @param run      the run it was about, where it was about one
 * @param reason   the reason code
 * @param overflow further refusals of the day, where this is the last within the quota
 */
public record Denial(Digest about, Optional<RunId> run, String reason, Optional<Overflow> overflow, long at) {
    /**
     * The day's further refusals, in the order in which they were made. The gate keeps them as {@link HeldRefusal}s; who
     * is given them computes this again.
     *
     * @param count 1 or more
     * @param root  RFC 6962 root of the tree whose leaves' data are the 32 bytes of each payload's digest
     */
    public record Overflow(long count, Digest root) {
        public Overflow {
            Bounds.require("count", count, 1, Bounds.MAXIMUM_AMOUNT);
        }

        /** Of the digests of the payloads refused; empty where there are none. */
        public static Optional<Overflow> of(List<Digest> refused) {
            if (refused.isEmpty()) {
                return Optional.empty();
            }
            List<Digest> leaves = refused.stream()
                    .map(digest -> MerkleTree.leafHash(digest.toBytes()))
                    .toList();
            return Optional.of(new Overflow(leaves.size(), MerkleTree.root(leaves)));
        }
    }
}
