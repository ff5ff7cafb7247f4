/**
 * Following the ledger: where this node stands, what started where, and waiting for what comes next.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.follow;
