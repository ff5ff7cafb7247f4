package io.datapact.node.peer;

import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import java.util.Optional;

/**
 * What other nodes may ask of this one outside a run's channels. The node implements it; the transport calls it, each
 * call in a thread of its own that may block, with messages within the bounds named here and a caller proven by TLS.
 * Nothing else about a message is checked: content is hostile until the node has verified it.
 *
 * <p>Calls must not throw for anything a peer can send; they answer with {@link PeerAnswer.Refused}.
 */
public interface PeerRequests {
    /** Largest signed question or answer, in bytes. */
    int MAXIMUM_SIGNED_BYTES = 64 << 10;

    /** Largest sealed body of a task, in bytes. */
    int MAXIMUM_BODY_BYTES = 128 << 10;

    /** Largest evidence file, in bytes: a DSSE envelope. */
    int MAXIMUM_EVIDENCE_BYTES = Dsse.MAXIMUM_ENVELOPE_BYTES;

    /** Largest checkpoint, in bytes. */
    int MAXIMUM_CHECKPOINT_BYTES = SignedCheckpoint.MAXIMUM_CHARACTERS;

    /** Longest name of an evidence file, in characters. */
    int MAXIMUM_NAME_LENGTH = 80;

    /**
     * Is this node ready for a run?
     *
     * @param signedAsk an {@code AskReady} in its envelope, untrusted
     * @return a signed {@code Ready}, or the refusal's reason
     */
    PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk);

    /**
     * Would this node take a share? Asked when a delivery begins, before anything is held of it.
     *
     * @return why it takes none of this run and output from this caller, or empty
     */
    Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output);

    /**
     * Takes a sealed share of an output of which this node's member is a recipient.
     *
     * @param sealed untrusted
     */
    PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed);

    /**
     * Gives the sealed body of a task to one of its parties.
     *
     * @return the body sealed to the parties' nodes
     */
    PeerAnswer fetchBody(PeerIdentity caller, TaskId task);

    /**
     * Takes the sealed body of a task.
     *
     * @param sealed untrusted
     */
    PeerAnswer deliverBody(PeerIdentity caller, TaskId task, byte[] sealed);

    /**
     * Takes one of the caller's evidence files about a task.
     *
     * @param file untrusted
     */
    PeerAnswer deliverEvidence(PeerIdentity caller, TaskId task, EvidenceFile file);

    /**
     * Co-signs a checkpoint of the ledger, where this node is a witness.
     *
     * @param checkpoint a signed note of at most {@link #MAXIMUM_CHECKPOINT_BYTES}, untrusted
     * @return the same note with this witness's line
     */
    PeerAnswer cosign(PeerIdentity caller, byte[] checkpoint);
}
