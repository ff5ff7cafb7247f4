/**
 * Messages between nodes outside runs, over gRPC: both sides of the {@code NodePeer} service.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.transport.node;
