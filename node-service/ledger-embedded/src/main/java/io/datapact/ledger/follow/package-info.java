/**
 * The node's side: a client and follower of a host that it does not trust. It replays every entry itself, compares each
 * root with a checkpoint that the log's key signed, and reads only its own replica.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.follow;
