package io.datapact.ledger.serve;

import io.datapact.contract.command.Dsse;

/** The limits of what travels between host and followers. */
public final class WireBounds {
    /** Longest message that a host takes, in bytes: an envelope, and room for its frame. */
    public static final int MAXIMUM_REQUEST_BYTES = Dsse.MAXIMUM_ENVELOPE_BYTES + 1_024;

    /** Most entries of one message to a follower. */
    public static final int MAXIMUM_CHUNK_ENTRIES = 256;

    /** Bytes of entries after which a message to a follower is full. */
    public static final int FULL_CHUNK_BYTES = 1 << 20;

    /** Longest message that a follower takes, in bytes: a chunk that its last entry overfilled, and a checkpoint. */
    public static final int MAXIMUM_REPLY_BYTES = 6 << 20;

    /** Longest headers either side takes, in bytes. */
    public static final int MAXIMUM_HEADER_BYTES = 8 << 10;

    private WireBounds() {}
}
