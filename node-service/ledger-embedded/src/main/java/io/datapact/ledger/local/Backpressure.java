package io.datapact.ledger.local;

/**
 * How much may be under way at one time, as one number: commands between clients and the disk. All bounds of queues
 * follow from it. Whatever is too much is turned away at once, nothing of it done, with an answer that says that
 * submitting again is safe; nobody is left to wait in a queue without an end.
 *
 * @param commands most commands that wait for their turn, {@value #LEAST} to {@value #MOST}; each is at most 128 KiB
 */
public record Backpressure(int commands) {
    /** Fewest that a host may be set to. */
    public static final int LEAST = 64;

    /** Most that a host may be set to. */
    public static final int MOST = 65_536;

    /** What a host does with that is not told otherwise. */
    public static final Backpressure USUAL = new Backpressure(2_048);

    /** One client's part of the whole. */
    private static final int SHARE = 8;

    /** Streams are held long, and each costs a thread that looks. */
    private static final int STREAM_SHARE = 256;

    public Backpressure {
        if (commands < LEAST || commands > MOST) {
            throw new IllegalArgumentException(
                    "expected " + LEAST + " to " + MOST + " commands under way, found " + commands);
        }
    }

    /** Most entries that are decided and wait for the disk; the sequencer then waits, and commands before it. */
    public int entriesForDisk() {
        return commands / 2;
    }

    /** Most calls of one client under way, over all its connections. */
    public int callsOfOneClient() {
        return commands / SHARE;
    }

    /** Most streams of entries that one client holds open, over all its connections. */
    public int streamsOfOneClient() {
        return Math.max(2, commands / STREAM_SHARE);
    }

    /** Most streams of entries that all clients hold open. */
    public int streams() {
        return commands / SHARE;
    }
}
