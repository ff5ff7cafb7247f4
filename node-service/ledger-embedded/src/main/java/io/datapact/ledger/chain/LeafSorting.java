package io.datapact.ledger.chain;

import io.datapact.contract.statetree.FoldedPart;
import io.datapact.contract.statetree.LeafStore;
import io.datapact.contract.statetree.StateTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts the leaves of a whole state, which come in any order, with memory for one part of 256 and a buffer for each: what
 * overflows is scattered over a file, and each part is read back, sorted and folded for itself, several at the same time.
 *
 * <p>Adversary: whoever chooses keys can make one part as large as all that it has written, some 350 bytes a key in memory
 * while it is sorted.
 * Adding is for one thread.
 */
final class LeafSorting {
    /** Leaves of a part that are held in memory. */
    private static final int EXTENT_BYTES = 1_024 * LeafStore.LEAF_BYTES;

    private static final int FIRST_BYTES = 8 * LeafStore.LEAF_BYTES;

    private final Scratch scattered;
    private final List<Part> parts = new ArrayList<>();
    private long extents;

    /** @param scattered empty; whoever gives it closes it */
    LeafSorting(Scratch scattered) {
        this.scattered = scattered;
        for (int part = 0; part < FoldedPart.PARTS; part++) {
            parts.add(new Part());
        }
    }

    void add(byte[] leaf) {
        Part part = parts.get(FoldedPart.of(leaf));
        if (part.filled == EXTENT_BYTES) {
            scattered.write(part.buffer, extents * EXTENT_BYTES);
            part.extents.add(extents++);
            part.filled = 0;
        }
        part.add(leaf);
    }

    /** The tree over all that was added, its leaves in a store. */
    StateTree tree(LeafStore store) throws IOException {
        try {
            return StateTree.ofParts(IntStream.range(0, FoldedPart.PARTS)
                    .parallel()
                    .mapToObj(part -> FoldedPart.of(part, parts.get(part).sorted(scattered), store))
                    .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ArithmeticException e) {
            throw new IOException("expected no more leaves of one part than an array holds, found more", e);
        }
    }

    /** Leaves with one first byte. */
    private static final class Part {
        private final List<Long> extents = new ArrayList<>();
        private byte[] buffer = new byte[FIRST_BYTES];
        private int filled;

        void add(byte[] leaf) {
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * filled);
            }
            System.arraycopy(leaf, 0, buffer, filled, leaf.length);
            filled += leaf.length;
        }

        byte[] sorted(Scratch scattered) {
            ByteBuffer all =
                    ByteBuffer.allocate(Math.addExact(Math.multiplyExact(extents.size(), EXTENT_BYTES), filled));
            try {
                for (long extent : extents) {
                    all.put(whole(scattered.read(extent * EXTENT_BYTES, EXTENT_BYTES)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sort(all.put(buffer, 0, filled).array());
        }

        private static byte[] whole(byte[] extent) throws IOException {
            if (extent.length != EXTENT_BYTES) {
                throw new IOException("expected " + EXTENT_BYTES + " bytes that were written before, found "
                        + extent.length + "; somebody writes to the file, or the disk fails");
            }
            return extent;
        }

        private static byte[] sort(byte[] leaves) {
            byte[][] apart = new byte[leaves.length / LeafStore.LEAF_BYTES][];
            for (int i = 0; i < apart.length; i++) {
                int at = i * LeafStore.LEAF_BYTES;
                apart[i] = Arrays.copyOfRange(leaves, at, at + LeafStore.LEAF_BYTES);
            }
            Arrays.sort(apart, Arrays::compareUnsigned);
            for (int i = 0; i < apart.length; i++) {
                System.arraycopy(apart[i], 0, leaves, i * LeafStore.LEAF_BYTES, LeafStore.LEAF_BYTES);
            }
            return leaves;
        }
    }
}
