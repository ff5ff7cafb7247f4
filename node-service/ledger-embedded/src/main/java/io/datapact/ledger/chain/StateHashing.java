package io.datapact.ledger.chain;

import io.datapact.contract.statetree.StateLeaf;
import io.datapact.ledger.log.LogDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The tree over keys and values that are read one after the other: hashed in pieces on other threads, never more than a
 * few pieces ahead. For one thread.
 */
final class StateHashing implements AutoCloseable {
    private static final int PIECE = 4_096;
    private static final int PIECES_AHEAD = 8;

    private final Path path;
    private final LogDisk disk;
    private final Scratch scattered;
    private final LeafSorting sorting;
    private final Deque<CompletableFuture<List<byte[]>>> ahead = new ArrayDeque<>();
    private List<Snapshot.Held> piece = new ArrayList<>(PIECE);

    /** @param path at which the tree gets its files */
    StateHashing(Path path, LogDisk disk) {
        this.path = path;
        this.disk = disk;
        this.scattered = Scratch.at(path, disk);
        this.sorting = new LeafSorting(scattered);
    }

    void add(Snapshot.Held held) {
        piece.add(held);
        if (piece.size() == PIECE) {
            hand();
        }
    }

    /** The tree over all that was added. */
    FoldedTree tree() throws IOException {
        hand();
        while (!ahead.isEmpty()) {
            take();
        }
        TreeLeaves leaves = new TreeLeaves(path, disk);
        boolean made = false;
        try {
            FoldedTree tree = new FoldedTree(sorting.tree(leaves), leaves);
            made = true;
            return tree;
        } finally {
            if (!made) {
                leaves.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        scattered.close();
    }

    private void hand() {
        List<Snapshot.Held> full = piece;
        piece = new ArrayList<>(PIECE);
        ahead.add(CompletableFuture.supplyAsync(() -> hash(full)));
        if (ahead.size() > PIECES_AHEAD) {
            take();
        }
    }

    private void take() {
        for (byte[] leaf : ahead.remove().join()) {
            sorting.add(leaf);
        }
    }

    private static List<byte[]> hash(List<Snapshot.Held> piece) {
        StateLeaf leaf = new StateLeaf();
        List<byte[]> leaves = new ArrayList<>(piece.size());
        piece.forEach(held -> leaves.add(leaf.of(held.key(), held.value())));
        return leaves;
    }
}
