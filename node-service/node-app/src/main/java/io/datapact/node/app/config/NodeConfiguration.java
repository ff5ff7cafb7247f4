package io.datapact.node.app.config;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.node.run.AttestMargin;
import io.datapact.node.run.LocalPolicy;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that an operator sets, checked. Keys, units and defaults: {@code node-service/README.md}.
 *
 * @param home     where the node lives
 * @param node     member and handle, as in the node's certificates
 * @param address  address to listen on, loopback unless set otherwise
 * @param port     of the REST interface, 0 for a free one
 * @param peerPort for other nodes, 0 for a free one
 * @param ledger   the ledger host
 * @param genesis  file with the signed genesis of the network
 * @param peers    addresses of other members' nodes for peers; those set through REST later win
 * @param policy   what this node's owner allows besides its approvers
 * @param margin   how long before a run's deadline the node gives up what it could not attest
 * @param data     folder of the tables that may be imported
 * @param anyFile  whether a table may be imported from outside that folder
 * @param apiDocs  whether the OpenAPI document is served
 */
public record NodeConfiguration(
        Home home,
        NodeId node,
        String address,
        int port,
        int peerPort,
        Endpoint ledger,
        Path genesis,
        DatabaseSettings database,
        Map<MemberId, Endpoint> peers,
        LocalPolicy policy,
        AttestMargin margin,
        Path data,
        boolean anyFile,
        boolean apiDocs) {
    private static final int MAXIMUM_PORT = 65_535;

    /** Checks the ports. */
    public NodeConfiguration {
        peers = Map.copyOf(peers);
        requirePort(port);
        requirePort(peerPort);
    }

    /** The node's member. */
    public MemberId member() {
        return node.member();
    }

    private static void requirePort(int port) {
        if (port < 0 || port > MAXIMUM_PORT) {
            throw new IllegalArgumentException("expected a port of 0 to " + MAXIMUM_PORT + ", found " + port);
        }
    }
}
