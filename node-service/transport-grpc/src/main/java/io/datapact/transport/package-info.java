/** Peer channels over gRPC with mutual TLS. Nothing in this package is null. */
package io.datapact.transport;
