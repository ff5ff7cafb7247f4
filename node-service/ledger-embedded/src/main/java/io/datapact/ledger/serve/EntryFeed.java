package io.datapact.ledger.serve;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.wire.FollowReply;
import java.util.ArrayList;
import java.util.List;

/** The messages for one follower, in order, each made when it is to be sent. For one thread. */
final class EntryFeed {
    private final LocalLedger ledger;
    private long next;

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
        return message(List.of(), ledger.chain().head().size());
    }

    /** As many of the next entries as go into a message; the next one is published. */
    FollowReply take() {
        Chain chain = ledger.chain();
        long end = chain.head().size();
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
        return message(entries, next);
    }

    private FollowReply message(List<ByteString> entries, long size) {
        return FollowReply.newBuilder()
                .addAllEntries(entries)
                .setCheckpoint(ledger.signedCheckpoint(size).write())
                .build();
    }
}
