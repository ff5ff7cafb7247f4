/**
 * Nodes over gRPC with mutual TLS 1.3: the channels of runs, and the messages outside them. Start with
 * {@link io.datapact.transport.NodeTransport}. The wire formats are in {@code src/main/protobuf}.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.transport;
