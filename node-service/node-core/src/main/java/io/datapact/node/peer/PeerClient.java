package io.datapact.node.peer;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;

/**
 * Sends the messages of {@link PeerRequests} to other nodes. The transport makes sure, before a message leaves, that
 * whoever is there shows a valid TLS certificate of that very node which {@link PeerAdmission} admits. Each call ends
 * within the transport's wait.
 */
public interface PeerClient {
    /**
     * Asks a node whether it is ready for a run.
     *
     * @param signedAsk at most {@link PeerRequests#MAXIMUM_SIGNED_BYTES}
     * @throws PeerUnavailableException if no answer came
     */
    PeerAnswer askReady(NodeId to, byte[] signedAsk);

    /**
     * Delivers a sealed share to a recipient's node. Delivering the same again does no harm.
     *
     * @param to the recipient as the start resolved it: only whoever shows that TLS certificate gets the share
     * @param sealed at most the transport's bound for shares
     * @throws PeerUnavailableException if no answer came
     */
    PeerAnswer deliverShare(PartyNode to, RunId run, Code output, byte[] sealed);

    /**
     * Asks a node for the sealed body of a task.
     *
     * @throws PeerUnavailableException if no answer came
     */
    PeerAnswer fetchBody(NodeId to, TaskId task);

    /**
     * Gives a node the sealed body of a task.
     *
     * @param sealed at most {@link PeerRequests#MAXIMUM_BODY_BYTES}
     * @throws PeerUnavailableException if no answer came
     */
    PeerAnswer deliverBody(NodeId to, TaskId task, byte[] sealed);

    /**
     * Hands a node one of this node's evidence files about a task. Handing it over again does no harm.
     *
     * @param file its envelope at most {@link PeerRequests#MAXIMUM_EVIDENCE_BYTES}
     * @throws PeerUnavailableException if no answer came
     */
    PeerAnswer deliverEvidence(NodeId to, TaskId task, EvidenceFile file);

    /**
     * Asks a witness's node to co-sign a checkpoint of the ledger.
     *
     * @param checkpoint a signed note of at most {@link PeerRequests#MAXIMUM_CHECKPOINT_BYTES}
     * @throws PeerUnavailableException if no answer came
     */
    PeerAnswer cosign(NodeId to, byte[] checkpoint);
}
