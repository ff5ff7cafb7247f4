package io.datapact.node;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.node.history.WitnessIdentity;
import io.datapact.node.identity.Opener;
import io.datapact.node.identity.Signer;
import java.util.Optional;

/**
 * Who this node is.
 *
 * @param network        digest of the genesis record
 * @param nodeSigner     key of role node
 * @param opener         opens what is encrypted to that key's certificate
 * @param tlsCertificate digest of the TLS certificate that peers shall pin
 * @param witness        what co-signs checkpoints once the ledger names it; empty where this node is to be no witness
 */
public record NodeSelf(
        Digest network,
        NodeId node,
        Signer nodeSigner,
        Opener opener,
        Digest tlsCertificate,
        Optional<WitnessIdentity> witness) {
    /** Checks that the key is the node's. */
    public NodeSelf {
        String named = nodeSigner.member() + "/" + nodeSigner.handle();
        if (!named.equals(node.value())) {
            throw new IllegalArgumentException("expected the node key of " + node + ", found one of " + named
                    + "; the certificate's CN is the handle of the node");
        }
    }
}
