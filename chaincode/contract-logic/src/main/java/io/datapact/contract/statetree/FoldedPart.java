package io.datapact.contract.statetree;

import java.util.List;
import java.util.Optional;

/**
 * The part of a state's tree below one first byte of the keys' hashes, with its leaves in a {@link LeafStore}. Several
 * threads may make the parts of a tree at the same time; {@link StateTree#ofParts} joins them.
 */
public final class FoldedPart {
    /** Parts of a tree. */
    public static final int PARTS = 256;

    private final Optional<StateNode> node;

    private FoldedPart(Optional<StateNode> node) {
        this.node = node;
    }

    /** The part a leaf belongs to. */
    public static int of(byte[] leaf) {
        return leaf[0] & 0xff;
    }

    /**
     * A part.
     *
     * @param part   its number, 0 to 255: the first byte of its keys' hashes
     * @param leaves all its leaves, ascending
     * @param store  to which they are added
     * @throws IllegalArgumentException if the leaves do not ascend or are of another part
     */
    public static FoldedPart of(int part, byte[] leaves, LeafStore store) {
        if (leaves.length == 0) {
            return new FoldedPart(Optional.empty());
        }
        LeafRun run = new LeafRun(leaves, new StateHash());
        if (!run.isAscending() || of(run.key(0)) != part || of(run.key(run.count() - 1)) != part) {
            throw new IllegalArgumentException("expected leaves of part " + part
                    + " in ascending order of distinct keys, found others or another order");
        }
        return new FoldedPart(Optional.of(new Refolding(store).of(run.whole())));
    }

    /** The tree over all parts, in their order. */
    static Optional<StateNode> join(List<FoldedPart> parts) {
        if (parts.size() != PARTS) {
            throw new IllegalArgumentException("expected " + PARTS + " parts, found " + parts.size());
        }
        return join(parts, 0, new StateHash());
    }

    private static Optional<StateNode> join(List<FoldedPart> parts, int bit, StateHash hashes) {
        if (parts.size() == 1) {
            return parts.getFirst().node;
        }
        int middle = parts.size() / 2;
        Optional<StateNode> left = join(parts.subList(0, middle), bit + 1, hashes);
        Optional<StateNode> right = join(parts.subList(middle, parts.size()), bit + 1, hashes);
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        return Optional.of(StateNode.Branch.of(bit, left.get(), right.get(), hashes));
    }
}
