package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;

/** A party as the start resolved it: its node's signing certificate and TLS certificate, by digest of the DER. */
public record PartyNode(long index, NodeId node, Digest nodeCertificate, Digest tlsCertificate) {}
