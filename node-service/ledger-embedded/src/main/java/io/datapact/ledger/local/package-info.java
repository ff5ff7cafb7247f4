/**
 * The host's side of the ledger in one process: one thread orders commands and lets the rule book decide, the log makes
 * them durable by groups, the log's key signs checkpoints. {@link io.datapact.ledger.local.LocalLedger} is all of it.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.local;
