/**
 * Who this node is and signs as: keys of its member by role, signed commands, signed messages, and what only this
 * node's key can open.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.identity;
