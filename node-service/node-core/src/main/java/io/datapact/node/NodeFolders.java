package io.datapact.node;

import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.PeerEvidence;
import io.datapact.node.history.Forks;
import io.datapact.node.run.ResultFolder;
import io.datapact.node.table.SnapshotStore;
import java.nio.file.Path;

/**
 * What a node keeps in its own folders.
 *
 * @param checkpoints where witnesses' checkpoints, and this node's as a witness, are kept
 */
public record NodeFolders(
        EvidenceLog evidence,
        PeerEvidence peerEvidence,
        SnapshotStore snapshots,
        ResultFolder results,
        Forks forks,
        Path checkpoints) {}
