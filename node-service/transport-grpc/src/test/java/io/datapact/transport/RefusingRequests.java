package io.datapact.transport;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import java.util.Optional;

/** A node that answers no to everything, naming the caller; tests override what they are about. */
public class RefusingRequests implements PeerRequests {
    @Override
    public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
        return new PeerAnswer.Refused("APPROVAL_MISSING", "asked by " + caller.node());
    }

    @Override
    public Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output) {
        return Optional.empty();
    }

    @Override
    public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
        return new PeerAnswer.Refused("STATE_FORBIDS", "sent by " + caller.node());
    }

    @Override
    public PeerAnswer fetchBody(PeerIdentity caller, TaskId task) {
        return new PeerAnswer.Refused("NOT_A_PARTY", "asked by " + caller.node());
    }

    @Override
    public PeerAnswer deliverBody(PeerIdentity caller, TaskId task, byte[] sealed) {
        return new PeerAnswer.Refused("NOT_A_PARTY", "sent by " + caller.node());
    }

    @Override
    public PeerAnswer deliverEvidence(PeerIdentity caller, TaskId task, EvidenceFile file) {
        return new PeerAnswer.Refused("NOT_A_PARTY", "sent by " + caller.node());
    }

    @Override
    public PeerAnswer cosign(PeerIdentity caller, byte[] checkpoint) {
        return new PeerAnswer.Refused("NOT_A_PARTY", "asked by " + caller.node());
    }
}
