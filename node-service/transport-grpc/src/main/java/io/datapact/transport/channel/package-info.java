/**
 * Peer channels as gRPC streams: handshake, chunks, flow control, and how each way of ending is named.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.transport.channel;
