package io.datapact.ledger.local;

import io.datapact.contract.merkle.SignedNote;

/**
 * A checkpoint that the log's key has signed.
 *
 * @param size entries that it covers
 * @param note as signed
 */
public record SignedHead(long size, SignedNote note) {}
