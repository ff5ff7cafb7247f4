/**
 * The port to the chain: commands go in, verified entries come out. Whoever reads here reads a replica that its own
 * rule book replayed; adapters live in {@code ledger-embedded}, {@code ledger-fabric} and {@code ledger-evm}, and each
 * passes {@code LedgerContract}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.ledger;
