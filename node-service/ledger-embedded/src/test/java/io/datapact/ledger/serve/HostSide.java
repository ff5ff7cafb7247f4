package io.datapact.ledger.serve;

import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.wire.FollowReply;

/** What a host says to one follower, for tests that bring the connections themselves. */
public final class HostSide {
    private final LocalLedger ledger;
    private final EntryFeed feed;

    /** To a follower that asks for the entries from a position on. */
    public HostSide(LocalLedger ledger, long from) {
        this.ledger = ledger;
        this.feed = new EntryFeed(ledger, from);
    }

    public FollowReply greeting() {
        return feed.greeting();
    }

    public boolean hasNext() {
        return ledger.chain().head().size() > feed.next();
    }

    /** The next entries, of which there is one at least. */
    public FollowReply take() {
        return feed.take();
    }
}
