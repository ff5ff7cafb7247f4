package io.datapact.ledger.local;

import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.chain.PublishedTree;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The log's signed checkpoints, which commit to entries and state. Ed25519 gives the same signature for the same head, so which ones are remembered shows
 * nowhere; the newest are, since all followers ask for them.
 */
final class SignedCheckpoints {
    private static final int REMEMBERED = 64;

    private final PublishedTree tree;
    private final NoteSigner signer;
    private final Map<Long, SignedNote> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SignedNote> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignedCheckpoints(PublishedTree tree, NoteSigner signer) {
        this.tree = tree;
        this.signer = signer;
    }

    /** The signed head over the first published entries. */
    synchronized SignedNote at(long size) {
        return remembered.computeIfAbsent(size, this::sign);
    }

    private SignedNote sign(long size) {
        return signer.sign(StateRoot.commit(signer.key().name(), size, tree.root(size), tree.stateRoot(size))
                .text());
    }
}
