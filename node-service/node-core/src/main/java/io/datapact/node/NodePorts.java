package io.datapact.node;

import io.datapact.node.content.ContentStore;
import io.datapact.node.ledger.History;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.Replica;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerNetwork;
import io.datapact.node.store.NodeStore;

/** What a node reaches through adapters. */
public record NodePorts(
        Ledger ledger,
        Replica replica,
        History history,
        NodeStore store,
        ContentStore content,
        PeerNetwork channels,
        PeerClient peers) {}
