/**
 * This member's money on the ledger: funding, deposits, collecting, balances.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.settlement;
