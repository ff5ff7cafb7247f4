package io.datapact.node.peer;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;

/**
 * Who is at the other end of a connection, proven by mutual TLS: chain to a trusted root, role tls, in time. Whether the
 * ledger knows the certificate and has not revoked it is for {@link PeerAdmission} to say.
 *
 * @param node the member and handle of the certificate's subject
 * @param tlsCertificate SHA-256 over its DER
 */
public record PeerIdentity(NodeId node, Digest tlsCertificate) {}
