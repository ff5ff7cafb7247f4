package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;

/**
 * How far a chain is published.
 *
 * @param size number of entries, at least 1 (the genesis)
 * @param time the last entry's time, millis since the epoch
 * @param root Merkle root over the entries
 */
public record Head(long size, long time, Digest root) {
    /** Position of the last entry. */
    public long position() {
        return size - 1;
    }
}
