package io.datapact.ledger.follow;

import com.google.protobuf.ByteString;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.ChainInvalidException;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.Handovers;
import io.datapact.ledger.serve.WireBounds;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerDivergedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges what the host sends, message by message. All entries of a message are replayed, the signed checkpoint must be
 * proved to extend what they make, and only then are they kept and published; with the checkpoint's last entry both its
 * roots must be those found here. A message that does not hold changes nothing that anybody can see, and is the last one
 * looked at. For one thread at a time.
 */
final class HostMessages {
    private final Chain chain;
    private final Handovers handovers;
    private final CheckpointFile file;
    private final InstantSource clock;
    private volatile Optional<LedgerCheckpoint> newest = Optional.empty();
    private Checkpoint due;

    HostMessages(Chain chain, CheckpointFile file, InstantSource clock) {
        this.chain = chain;
        this.handovers = chain.handovers();
        this.file = file;
        this.clock = clock;
        this.due = Checkpoint.of(handovers.keys().origin(), 0, MerkleTree.EMPTY_ROOT);
    }

    /**
     * Takes a message.
     *
     * @return entries that the host's checkpoint covers
     * @throws LedgerDivergedException                    if it does not hold
     * @throws PostDatedException                         if an entry is dated ahead of the clock; may be taken later
     * @throws io.datapact.ledger.log.LogWriteException   if this process's disk fails
     */
    long accept(FollowReply message) {
        SignedNote shown = note(message.getCheckpoint());
        Checkpoint head = head(shown);
        List<ByteString> entries = message.getEntriesList();
        int most = WireBounds.MAXIMUM_CHUNK_ENTRIES;
        long size = chain.appliedSize() + entries.size();
        require(entries.size() <= most, size, "at most " + most + " entries a message", String.valueOf(entries.size()));
        requireDue(head, !entries.isEmpty());
        require(
                head.size() >= size,
                head.size(),
                "a host with at least the " + size + " entries that it showed",
                "one with " + head.size());
        List<byte[]> canonical = entries.stream().map(ByteString::toByteArray).toList();
        replay(canonical);
        requireExtends(head, size, message.getConsistencyList());
        boolean whole = head.size() == size;
        requireHandedOver(head);
        if (whole) {
            requireSigned(shown, head);
            requireState(head, size);
        }
        due = head;
        // With the log's signatures alone: whatever else a host adds is not kept, co-signed or passed on.
        SignedNote note = new SignedCheckpoint(shown, head).bare(handovers.keys());
        if (!canonical.isEmpty()) {
            chain.log().append(canonical);
        }
        if (whole && handovers.due(size).contains(size)) {
            handovers.keep(size, note);
        }
        if (whole && !canonical.isEmpty()) {
            file.write(note);
        }
        if (whole) {
            keep(note, head);
        }
        chain.publish(size);
        if (whole) {
            chain.snapshots().offer(note, size);
        }
        return head.size();
    }

    /** A checkpoint that was shown must be reached, entry by entry, before the host may speak of a later one. */
    private void requireDue(Checkpoint head, boolean entries) {
        boolean open = due.size() > chain.appliedSize();
        boolean same = head.size() == due.size() && head.root().equals(due.root());
        boolean later = !entries && head.size() > due.size();
        require(
                !open || same || later,
                head.size(),
                "the " + due.size() + " entries with root " + due.root() + " that the host signed for before",
                head.size() + " with root " + head.root());
    }

    /**
     * Where an entry replaces the log's key, the host must show the head that ends with it before any later one; again
     * where this process ended after the entry was durable and before the head was kept.
     */
    private void requireHandedOver(Checkpoint head) {
        for (LogKeys.Handover handover : handovers.keys().handovers()) {
            long size = handover.size();
            require(
                    handovers.note(size).isPresent() || size == head.size(),
                    size - 1,
                    "a checkpoint over " + size + " entries by the log's former key and the next, "
                            + handover.next().text(),
                    "one over " + head.size());
        }
    }

    /** By the key of its size, at a handover by both. */
    private void requireSigned(SignedNote note, Checkpoint head) {
        LogKeys keys = handovers.keys();
        String signers = keys.signers(head.size()).stream().map(NoteKey::text).collect(Collectors.joining(" and "));
        require(
                keys.verifies(note, head),
                head.size() - 1,
                "a checkpoint signed by " + signers + " that names a next key where one is",
                "other signatures, or another next key");
    }

    /** What the checkpoint covers must begin with what was replayed (RFC 6962, section 2.1.2). */
    private void requireExtends(Checkpoint head, long size, List<ByteString> path) {
        Digest root = chain.appliedRoot(size);
        if (head.size() == size) {
            require(
                    path.isEmpty() && root.equals(head.root()),
                    size - 1,
                    "root " + root + " over " + size + " entries",
                    head.root() + " and a proof of " + path.size() + " hashes");
            return;
        }
        boolean formed = path.size() <= ConsistencyProof.MAXIMUM_PATH
                && path.stream().allMatch(hash -> hash.size() == Digest.BYTES);
        List<Digest> hashes = formed
                ? path.stream().map(hash -> Digest.wrap(hash.toByteArray())).toList()
                : List.of();
        require(
                formed && new ConsistencyProof(size, head.size(), hashes).verify(root, head.root()),
                size - 1,
                "a proof that the host's " + head.size() + " entries extend the " + size + " that it showed",
                "another history");
    }

    /**
     * Compares this replica with the checkpoint that it kept when it last ran.
     *
     * @throws ChainInvalidException                      if it has fewer entries, or others
     * @throws io.datapact.ledger.log.LogDamagedException if a handover of its log was removed
     */
    void requireKept() {
        handovers.requireKept(chain.appliedSize());
        file.read().ifPresent(note -> {
            Checkpoint kept = head(note);
            long size = chain.appliedSize();
            if (kept.size() <= size) {
                requireSigned(note, kept);
            }
            if (kept.size() > size || !chain.appliedRoot(kept.size()).equals(kept.root())) {
                throw new ChainInvalidException(
                        Math.min(size, kept.size()),
                        "expected the " + kept.size()
                                + " entries with root " + kept.root() + " of the checkpoint kept here, found " + size
                                + " entries that do not fit it; restore this replica's folder");
            }
            requireKeptState(kept);
            keep(note, kept);
        });
    }

    /**
     * A checkpoint kept before checkpoints bore the state's root says nothing of it; one from before the snapshot with which
     * this replica began says nothing that the later one does not.
     */
    private void requireKeptState(Checkpoint kept) {
        Optional<Digest> state = StateRoot.of(kept)
                .filter(root -> kept.size() >= chain.snapshots().knownFrom());
        if (state.isPresent() && !state.get().equals(chain.appliedStateRoot(kept.size()))) {
            throw new ChainInvalidException(
                    kept.size() - 1,
                    "expected the state root " + state.get() + " of the checkpoint kept here, found "
                            + chain.appliedStateRoot(kept.size())
                            + "; this program does not decide as the one that kept it: use the version that the members run");
        }
    }

    /** The newest checkpoint that this replica fits, or empty before the first. */
    Optional<LedgerCheckpoint> newest() {
        return newest;
    }

    /** The host must commit to the state that these entries give. */
    private void requireState(Checkpoint head, long size) {
        Digest state = chain.appliedStateRoot(size);
        Optional<Digest> found = StateRoot.of(head);
        require(
                found.equals(Optional.of(state)),
                size - 1,
                "state root " + state + " after " + size + " entries",
                found.map(Digest::value).orElse("a checkpoint without one"));
    }

    private void keep(SignedNote note, Checkpoint head) {
        newest = Optional.of(new LedgerCheckpoint(head.origin(), head.size(), head.root(), note.write()));
    }

    private void replay(List<byte[]> canonical) {
        List<LogEntry> entries = new ArrayList<>(canonical.size());
        for (byte[] entry : canonical) {
            entries.add(entry(chain.appliedSize() + entries.size(), entry));
        }
        requireNotPostDated(entries);
        for (int i = 0; i < entries.size(); i++) {
            long position = chain.appliedSize();
            if (chain.checkAndApply(entries.get(i), canonical.get(i))
                    instanceof EntryCheck.Verdict.Fails(String detail)) {
                throw diverged(position, detail);
            }
        }
    }

    private static LogEntry entry(long position, byte[] canonical) {
        return switch (LogEntry.parse(canonical)) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw diverged(position, "expected an entry, found one malformed at '" + path + "': " + detail);
        };
    }

    /** Before any of the message is applied, so that it can be taken once its time has come. */
    private void requireNotPostDated(List<LogEntry> entries) {
        long latest = clock.millis() + EmbeddedLedger.MOST_AHEAD_MILLIS;
        for (LogEntry entry : entries) {
            if (entry.time() > latest) {
                throw new PostDatedException("expected entry " + entry.position() + " dated at most "
                        + EmbeddedLedger.MOST_AHEAD_MILLIS / 1_000 + " s ahead of this node's clock, found "
                        + (entry.time() - clock.millis()) / 1_000
                        + " s; nothing of it was applied. Set this machine's clock, or ask the host's operator about"
                        + " the host's; the entry is taken once its time has come");
            }
        }
    }

    private SignedNote note(String written) {
        return switch (SignedNote.parse(written)) {
            case Parsed.Value<SignedNote>(SignedNote note) -> note;
            case Parsed.Malformed<SignedNote>(String path, String detail) ->
                throw diverged(chain.appliedSize(), "expected a signed checkpoint, found something else: " + detail);
        };
    }

    private Checkpoint head(SignedNote note) {
        long position = chain.appliedSize();
        LogKeys keys = handovers.keys();
        return switch (Checkpoint.parse(note.text())) {
            case Parsed.Malformed<Checkpoint>(String path, String detail) ->
                throw diverged(position, "expected a checkpoint, found something else: " + detail);
            case Parsed.Value<Checkpoint>(Checkpoint head) -> {
                // What comes next is signed by the key in force; what was before, by that of its size.
                NoteKey key = keys.after(Math.min(position, head.size()));
                require(key.verifies(note), position, "a checkpoint signed by " + key.text(), "another signature");
                require(head.origin().equals(keys.origin()), position, "origin " + keys.origin(), head.origin());
                yield head;
            }
        };
    }

    private static void require(boolean holds, long position, String expected, String found) {
        if (!holds) {
            throw diverged(position, "expected " + expected + ", found " + found);
        }
    }

    private static LedgerDivergedException diverged(long position, String detail) {
        return new LedgerDivergedException(
                position,
                "the ledger's host does not hold at entry " + position + ": " + detail
                        + "; nothing of it was applied. Compare checkpoints with the other members");
    }
}
