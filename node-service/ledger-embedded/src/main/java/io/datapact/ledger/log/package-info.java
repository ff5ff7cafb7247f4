/**
 * Entries on disk: append-only segment files, batches with checksums, group commit, a tail that a crash tore cut at
 * start. Knows nothing of what the entries say. The formats stand in the module's README, byte for byte.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.log;
