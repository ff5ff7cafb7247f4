/**
 * What a node must remember itself, besides ledger and evidence: its journal of runs, tasks' bodies, its own
 * revocations. Ports; the database behind them is the application's.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.store;
