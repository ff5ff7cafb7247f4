/**
 * The chain as one replica holds it: entries replayed through the rule book, the state of every position, the Merkle
 * tree over the entries, the published head. The host and each follower use the same classes, so both check the same.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.chain;
