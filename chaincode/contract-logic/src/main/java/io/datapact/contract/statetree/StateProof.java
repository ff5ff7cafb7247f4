package io.datapact.contract.statetree;

import io.datapact.contract.id.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The way from the leaf at which the search for a key ends up to the root. One form proves membership and absence: the
 * leaf either is the key's, or is another's.
 *
 * <p>Why another's leaf proves absence: were the sought key in the tree, then at the first bit in which it differs from
 * the leaf's key there would be a branch, on the way to both. The verifier sees all branches above the leaf, for their
 * hashes lead to the root, and checks that the two keys agree in the bit of each.
 *
 * <p>This holds for a root that was computed as {@link StateTree} does. A host could sign the root of another form of
 * tree; followers and witnesses compute the root themselves and refuse that checkpoint, so a proof is worth what those
 * who verified the checkpoint are worth.
 *
 * @param leaf where the search ended; empty in the tree without keys
 * @param path the branches above it, from the leaf upwards; bits descend
 */
public record StateProof(Optional<Leaf> leaf, List<Step> path) {
    /** Most branches above a leaf. */
    public static final int MAXIMUM_PATH = StateHash.BITS;

    /** Proof of any key's absence from the tree without keys. */
    public static final StateProof OF_EMPTY = new StateProof(Optional.empty(), List.of());

    /**
     * A key with a value.
     *
     * @param key   SHA-256 of the key's path
     * @param value SHA-256 of the value
     */
    public record Leaf(Digest key, Digest value) {}

    /**
     * A branch above the leaf.
     *
     * @param bit     at which its sides part, 0 to 255
     * @param sibling hash of the side that the leaf is not on
     */
    public record Step(int bit, Digest sibling) {
        public Step {
            if (bit < 0 || bit >= StateHash.BITS) {
                throw new IllegalArgumentException("expected a bit of 0 to 255, found " + bit);
            }
        }
    }

    public StateProof {
        path = List.copyOf(path);
        if (path.size() > MAXIMUM_PATH) {
            throw new IllegalArgumentException(
                    "expected at most " + MAXIMUM_PATH + " branches above a leaf, found " + path.size());
        }
        if (leaf.isEmpty() && !path.isEmpty()) {
            throw new IllegalArgumentException("expected no branches in a tree without keys, found " + path.size());
        }
        for (int i = 1; i < path.size(); i++) {
            if (path.get(i).bit() >= path.get(i - 1).bit()) {
                throw new IllegalArgumentException("expected bits that descend towards the root, found "
                        + path.get(i).bit() + " above " + path.get(i - 1).bit());
            }
        }
    }

    /** What a proof shows of a key under a root. */
    public sealed interface Finding {
        /** The key holds a value with this SHA-256. */
        record Present(Digest value) implements Finding {}

        /** The key holds nothing. */
        record Absent() implements Finding {}

        /** The proof is not one of this key under this root. */
        record Invalid() implements Finding {}
    }

    /** What the proof shows; never throws. */
    public Finding check(String key, Digest root) {
        StateHash hashes = new StateHash();
        byte[] sought = hashes.key(key);
        if (leaf.isEmpty()) {
            return root.equals(Digest.wrap(hashes.empty())) ? new Finding.Absent() : new Finding.Invalid();
        }
        byte[] found = leaf.get().key().toBytes();
        byte[] hash = hashes.leaf(found, leaf.get().value().toBytes());
        for (Step step : path) {
            boolean right = StateHash.bit(found, step.bit());
            if (right != StateHash.bit(sought, step.bit())) {
                return new Finding.Invalid();
            }
            byte[] sibling = step.sibling().toBytes();
            hash = right ? hashes.branch(step.bit(), sibling, hash) : hashes.branch(step.bit(), hash, sibling);
        }
        if (!root.equals(Digest.wrap(hash))) {
            return new Finding.Invalid();
        }
        return StateHash.parting(found, sought) == StateHash.BITS
                ? new Finding.Present(leaf.get().value())
                : new Finding.Absent();
    }
}
