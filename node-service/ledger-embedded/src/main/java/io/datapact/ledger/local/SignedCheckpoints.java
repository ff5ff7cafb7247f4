package io.datapact.ledger.local;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.PublishedTree;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log's signed checkpoints, which commit to entries and state. Ed25519 gives the same signature for the same head,
 * so which ones are remembered shows nowhere.
 *
 * <p>What clients are answered is bound to heads: the state's tree then only ever goes forward, each change is hashed
 * once whoever asks, and no question of theirs costs more than what has changed since the head before.
 */
final class SignedCheckpoints {
    /** Heads for which a client may still ask a proof after newer ones were signed. */
    static final int REMEMBERED = 256;

    private final Chain chain;
    private final PublishedTree tree;
    private final LogSigning signing;
    private final ReentrantLock turn = new ReentrantLock();
    private final ConcurrentNavigableMap<Long, SignedHead> remembered = new ConcurrentSkipListMap<>();

    SignedCheckpoints(Chain chain, LogSigning signing) {
        this.chain = chain;
        this.tree = chain.tree();
        this.signing = signing;
    }

    /** The signed head over all that was published when this was called, or later. */
    SignedHead newest() {
        long size = chain.head().size();
        return newest(size).orElseGet(this::signNewest);
    }

    /** A head that was signed lately, by its size. */
    Optional<SignedHead> signed(long size) {
        return Optional.ofNullable(remembered.get(size));
    }

    /**
     * The newest head that a follower with so many entries knows the key of: the next handover, or the newest of all.
     *
     * @param from entries of the handover at least
     */
    SignedHead newestFor(long from) {
        SignedHead newest = newest();
        return chain.handovers().notes(from).stream()
                .map(note -> new SignedHead(size(note), note))
                .findFirst()
                .filter(handover -> handover.size() < newest.size())
                .orElse(newest);
    }

    private static long size(SignedNote note) {
        return switch (Checkpoint.parse(note.text())) {
            case Parsed.Value<Checkpoint>(Checkpoint head) -> head.size();
            case Parsed.Malformed<Checkpoint>(String path, String detail) ->
                throw new IllegalStateException("a handover was checked and cannot be malformed: " + detail);
        };
    }

    /** The signed head over the first published entries, for whoever has the log: costs the way back to that state. */
    SignedNote at(long size) {
        return signed(size).map(SignedHead::note).orElseGet(() -> sign(size));
    }

    private Optional<SignedHead> newest(long least) {
        return Optional.ofNullable(remembered.lastEntry())
                .filter(last -> last.getKey() >= least)
                .map(last -> last.getValue());
    }

    /** One thread signs; whoever waited for it finds what it signed. */
    private SignedHead signNewest() {
        long wanted = chain.head().size();
        turn.lock();
        try {
            Optional<SignedHead> meanwhile = newest(wanted);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            long size = chain.head().size();
            SignedHead head = new SignedHead(size, sign(size));
            remembered.put(size, head);
            chain.snapshots().offer(head.note(), size);
            while (remembered.size() > REMEMBERED) {
                remembered.pollFirstEntry();
            }
            return head;
        } finally {
            turn.unlock();
        }
    }

    private SignedNote sign(long size) {
        return chain.handovers().note(size).orElseGet(() -> signing.sign(size, tree.root(size), tree.stateRoot(size)));
    }
}
