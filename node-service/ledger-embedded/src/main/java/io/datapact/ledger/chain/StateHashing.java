package io.datapact.ledger.chain;

import io.datapact.contract.statetree.StateLeaves;
import io.datapact.contract.statetree.StateTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The tree over keys and values that are read one after the other: hashed in pieces on other threads, never more than a
 * few pieces ahead, and both halves of the tree made at the same time. For one thread.
 */
final class StateHashing {
    private static final int PIECE = 4_096;
    private static final int PIECES_AHEAD = 8;

    private final StateLeaves leaves = new StateLeaves();
    private final Deque<CompletableFuture<StateLeaves>> ahead = new ArrayDeque<>();
    private List<Snapshot.Held> piece = new ArrayList<>(PIECE);

    void add(Snapshot.Held held) {
        piece.add(held);
        if (piece.size() == PIECE) {
            hand();
        }
    }

    /** The tree over all that was added. */
    StateTree tree() {
        hand();
        while (!ahead.isEmpty()) {
            take();
        }
        CompletableFuture<StateTree> right = CompletableFuture.supplyAsync(() -> leaves.side(true));
        return StateTree.join(leaves.side(false), right.join());
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
        leaves.addAll(ahead.remove().join());
    }

    private static StateLeaves hash(List<Snapshot.Held> piece) {
        StateLeaves hashes = new StateLeaves();
        piece.forEach(held -> hashes.add(held.key(), held.value()));
        return hashes;
    }
}
