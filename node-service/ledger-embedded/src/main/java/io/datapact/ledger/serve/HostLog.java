package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;

/** What an operator gets to read of a host: events with ids, never payloads. */
public interface HostLog {
    /** A client was turned away. */
    void clientRefused(Digest certificate, String why);

    /** A follower began to read from a position. */
    void followerJoined(Digest certificate, long from);

    /** A follower has gone. */
    void followerLeft(Digest certificate, long next);

    /** A follower could not be served: an entry cannot be read. */
    void entryAway(Digest certificate, String why);

    /** Nobody reads. */
    static HostLog silent() {
        return new HostLog() {
            @Override
            public void clientRefused(Digest certificate, String why) {}

            @Override
            public void followerJoined(Digest certificate, long from) {}

            @Override
            public void followerLeft(Digest certificate, long next) {}

            @Override
            public void entryAway(Digest certificate, String why) {}
        };
    }
}
