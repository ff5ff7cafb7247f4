package io.datapact.node.app.assembly;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The transport listens before the node that answers is whole; until then every question is refused. */
final class LateRequests implements PeerRequests {
    private static final PeerRequests STARTING = new PeerRequests() {
        @Override
        public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
            return starting();
        }

        @Override
        public Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output) {
            return Optional.of(starting());
        }

        @Override
        public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
            return starting();
        }

        @Override
        public PeerAnswer fetchBody(PeerIdentity caller, TaskId task) {
            return starting();
        }

        @Override
        public PeerAnswer deliverBody(PeerIdentity caller, TaskId task, byte[] sealed) {
            return starting();
        }

        @Override
        public PeerAnswer deliverEvidence(PeerIdentity caller, TaskId task, EvidenceFile file) {
            return starting();
        }

        @Override
        public PeerAnswer cosign(PeerIdentity caller, byte[] checkpoint) {
            return starting();
        }
    };

    private final AtomicReference<PeerRequests> node = new AtomicReference<>(STARTING);

    void answerWith(PeerRequests requests) {
        node.set(requests);
    }

    @Override
    public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
        return node.get().askReady(caller, signedAsk);
    }

    @Override
    public Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output) {
        return node.get().refusesShare(caller, run, output);
    }

    @Override
    public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
        return node.get().deliverShare(caller, run, output, sealed);
    }

    @Override
    public PeerAnswer fetchBody(PeerIdentity caller, TaskId task) {
        return node.get().fetchBody(caller, task);
    }

    @Override
    public PeerAnswer deliverBody(PeerIdentity caller, TaskId task, byte[] sealed) {
        return node.get().deliverBody(caller, task, sealed);
    }

    @Override
    public PeerAnswer deliverEvidence(PeerIdentity caller, TaskId task, EvidenceFile file) {
        return node.get().deliverEvidence(caller, task, file);
    }

    @Override
    public PeerAnswer cosign(PeerIdentity caller, byte[] checkpoint) {
        return node.get().cosign(caller, checkpoint);
    }

    private static PeerAnswer.Refused starting() {
        return new PeerAnswer.Refused("PARTY_NOT_READY", "this node is starting; ask again");
    }
}
