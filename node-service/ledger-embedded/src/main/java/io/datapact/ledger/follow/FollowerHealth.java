package io.datapact.ledger.follow;

/** How a follower stands to its host. */
public sealed interface FollowerHealth {
    /** No connection; it tries again by itself. */
    record Connecting(String detail) implements FollowerHealth {}

    /**
     * Connected.
     *
     * @param size     entries verified
     * @param hostSize entries that the host's newest signed checkpoint covers
     */
    record Following(long size, long hostSize) implements FollowerHealth {}

    /** The host's next entries are dated ahead of this process's clock; nothing of them is taken until they no longer are. */
    record Waiting(String detail) implements FollowerHealth {}

    /** The host was caught; nothing more is taken from it. */
    record Diverged(long position, String detail) implements FollowerHealth {}

    /** This process's own disk failed; restart once it is repaired. */
    record Stopped(String detail) implements FollowerHealth {}

    /** Closed by this process. */
    record Closed() implements FollowerHealth {}
}
