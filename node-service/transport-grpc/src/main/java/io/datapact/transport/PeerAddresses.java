package io.datapact.transport;

import io.datapact.contract.id.NodeId;
import java.util.Optional;

/** Where other nodes are; from configuration, asked for each new connection. Thread-safe. */
@FunctionalInterface
public interface PeerAddresses {
    /** The address of a node, or empty if it is not known. */
    Optional<HostPort> find(NodeId node);
}
