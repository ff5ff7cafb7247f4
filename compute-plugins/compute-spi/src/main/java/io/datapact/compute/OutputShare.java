package io.datapact.compute;

/**
 * One party's share of one output, as its plugin encodes it. Alone it tells what the operation's trust model says it
 * tells, usually nothing; the node seals it, commits to it, and delivers it.
 */
public final class OutputShare {
    private final int party;
    private final byte[] bytes;

    /**
     * Wraps a share.
     *
     * @param party index of the party whose share it is, at least 0
     * @param bytes the share owns the array from now on
     */
    public OutputShare(int party, byte[] bytes) {
        if (party < 0) {
            throw new IllegalArgumentException("expected a party index of at least 0, found " + party);
        }
        this.party = party;
        this.bytes = bytes;
    }

    /** Index of the party whose share it is. */
    public int party() {
        return party;
    }

    /** The share's bytes, the caller's own copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Length, in bytes. */
    public int length() {
        return bytes.length;
    }
}
