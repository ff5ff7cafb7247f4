/**
 * Other members' nodes: the channels of a run, and the few messages that nodes exchange outside runs. Ports only; the
 * transport implements them. Start with {@link io.datapact.node.peer.PeerNetwork} and
 * {@link io.datapact.node.peer.PeerRequests}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.node.peer;
