/**
 * Signature verification at the speed that a ledger needs: a native provider where it loads, answers remembered, many at
 * a time at start.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.verify;
