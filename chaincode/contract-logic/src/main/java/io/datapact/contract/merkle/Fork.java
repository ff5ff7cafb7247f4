package io.datapact.contract.merkle;

import io.datapact.contract.id.Digest;
import io.datapact.contract.statetree.StateRoot;
import java.util.List;
import java.util.Optional;

/**
 * Two checkpoints of one log, both signed by its key, of which neither can extend the other: what convicts a log's host
 * before anybody who has the log's keys, without the log itself. Where the key was replaced, each may be signed by any
 * key that the log ever had, of whatever size: a former key that signs another history than the log's convicts whoever
 * held it, be it the host or a thief.
 *
 * @param one   a signed checkpoint, written
 * @param other another
 * @param root  where they differ in size: the root that the tree of the one with more entries had at the other's size;
 *              otherwise the root of the first
 * @param path  where they differ in size: hashes of the consistency proof from that root to the greater one (RFC 6962,
 *              section 2.1.2); otherwise none
 */
public record Fork(String one, String other, Digest root, List<Digest> path) {
    public Fork {
        path = List.copyOf(path);
        boolean bounded = one.length() <= SignedCheckpoint.MAXIMUM_CHARACTERS
                && other.length() <= SignedCheckpoint.MAXIMUM_CHARACTERS
                && path.size() <= ConsistencyProof.MAXIMUM_PATH;
        if (!bounded) {
            throw new IllegalArgumentException("expected two checkpoints of at most "
                    + SignedCheckpoint.MAXIMUM_CHARACTERS + " characters and a path of at most "
                    + ConsistencyProof.MAXIMUM_PATH + " hashes, found more");
        }
    }

    /** Whether two checkpoints of the same size contradict each other: in the log's root, or in the state's. */
    public static boolean contradict(Checkpoint one, Checkpoint other) {
        Optional<Digest> state = StateRoot.of(one);
        Optional<Digest> otherState = StateRoot.of(other);
        boolean states = state.isPresent() && otherState.isPresent() && !state.equals(otherState);
        return one.size() == other.size() && (states || !one.root().equals(other.root()));
    }

    /**
     * Whether this convicts whoever held the log's keys.
     *
     * @param keys all that the log had, as whoever judges knows them by replay or by a chain of handovers
     */
    public boolean convicts(LogKeys keys) {
        Optional<Checkpoint> first = SignedCheckpoint.readOfAny(one, keys).map(SignedCheckpoint::head);
        Optional<Checkpoint> second = SignedCheckpoint.readOfAny(other, keys).map(SignedCheckpoint::head);
        return first.isPresent() && second.isPresent() && convicts(first.get(), second.get());
    }

    private boolean convicts(Checkpoint first, Checkpoint second) {
        if (first.size() == second.size()) {
            return contradict(first, second);
        }
        Checkpoint less = first.size() < second.size() ? first : second;
        Checkpoint more = first.size() < second.size() ? second : first;
        return !root.equals(less.root())
                && new ConsistencyProof(less.size(), more.size(), path).verify(root, more.root());
    }
}
