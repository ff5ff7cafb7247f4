package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.List;

/** Makes a snapshot's index while its bytes pass, read or written: what is kept of a block is of those very bytes. */
final class SnapshotIndexing {
    private final Passing bytes;
    private final long keys;
    private final List<String> firsts;
    private final long[] starts;
    private final byte[] digests;
    private final KeyFilter filter;
    private long done;

    /** Bytes that pass. */
    interface Passing {
        /** Offset of the next byte. */
        long at();

        /** SHA-256 of what has passed since this was last asked. */
        byte[] digestOfPart();
    }

    /**
     * Before the first key passes.
     *
     * @param keys how many will
     */
    SnapshotIndexing(long keys, Passing bytes) {
        int blocks = Math.toIntExact((keys + SnapshotTable.BLOCK_KEYS - 1) / SnapshotTable.BLOCK_KEYS);
        this.bytes = bytes;
        this.keys = keys;
        this.firsts = new ArrayList<>(blocks);
        this.starts = new long[blocks + 1];
        this.digests = new byte[blocks * Digest.BYTES];
        this.filter = new KeyFilter(keys);
        starts[0] = bytes.at();
        bytes.digestOfPart();
    }

    /** Right after a key and its value have passed. */
    void passed(String key) {
        if (done == keys) {
            throw new IllegalStateException("expected " + keys + " keys in the snapshot, found more");
        }
        if (done % SnapshotTable.BLOCK_KEYS == 0) {
            firsts.add(key);
        }
        done++;
        filter.add(key);
        if (done % SnapshotTable.BLOCK_KEYS == 0 || done == keys) {
            starts[firsts.size()] = bytes.at();
            System.arraycopy(bytes.digestOfPart(), 0, digests, (firsts.size() - 1) * Digest.BYTES, Digest.BYTES);
        }
    }

    /** After the last key. */
    SnapshotTable.Index index() {
        if (done != keys) {
            throw new IllegalStateException("expected " + keys + " keys in the snapshot, found " + done);
        }
        return new SnapshotTable.Index(keys, firsts, starts, digests, filter);
    }
}
