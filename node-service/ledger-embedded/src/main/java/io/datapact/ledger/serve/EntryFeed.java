package io.datapact.ledger.serve;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.SignedHead;
import io.datapact.ledger.wire.FollowReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages for one follower, in order, each made when it is to be sent. For one thread.
 *
 * <p>All messages up to a head bear that head's checkpoint and a proof that it extends what they end with: however many
 * followers begin wherever, only heads are signed, and no earlier state's tree is ever made for them. A follower before a
 * change of the log's key gets the handover first: until it has replayed the entry, it knows the former key alone.
 */
final class EntryFeed {
    private final LocalLedger ledger;
    private long next;
    private Optional<SignedHead> target = Optional.empty();

    /** Entries from a position on. */
    EntryFeed(LocalLedger ledger, long from) {
        this.ledger = ledger;
        this.next = from;
    }

    /** Position of the entry that comes next. */
    long next() {
        return next;
    }

    /** The first message: the newest checkpoint, no entry. */
    FollowReply greeting() {
        return message(List.of());
    }

    /** As many of the next entries as go into a message; the next one is published. */
    FollowReply take() {
        Chain chain = ledger.chain();
        if (next >= head().size()) {
            target = Optional.of(ledger.signedHeadFor(next + 1));
        }
        long end = head().size();
        List<ByteString> entries = new ArrayList<>();
        int bytes = 0;
        while (next + entries.size() < end
                && entries.size() < WireBounds.MAXIMUM_CHUNK_ENTRIES
                && bytes < WireBounds.FULL_CHUNK_BYTES) {
            byte[] entry = chain.entryBytes(next + entries.size());
            entries.add(UnsafeByteOperations.unsafeWrap(entry));
            bytes += entry.length;
        }
        next += entries.size();
        return message(entries);
    }

    private SignedHead head() {
        if (target.isEmpty()) {
            target = Optional.of(ledger.signedHeadFor(next));
        }
        return target.get();
    }

    /** The entries before the next one; a follower that has more than there are is shown that. */
    private FollowReply message(List<ByteString> entries) {
        SignedHead head = head();
        List<Digest> proof = next < head.size()
                ? ledger.chain().tree().consistency(next, head.size()).path()
                : List.of();
        return FollowReply.newBuilder()
                .addAllEntries(entries)
                .setCheckpoint(head.note().write())
                .addAllConsistency(HostAnswers.hashes(proof))
                .build();
    }
}
