package io.datapact.node;

import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.PeerEvidence;
import io.datapact.node.run.ResultFolder;
import io.datapact.node.table.SnapshotStore;

/** What a node keeps in its own folders. */
public record NodeFolders(
        EvidenceLog evidence, PeerEvidence peerEvidence, SnapshotStore snapshots, ResultFolder results) {}
