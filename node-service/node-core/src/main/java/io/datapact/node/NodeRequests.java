package io.datapact.node;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.evidence.PeerEvidence;
import io.datapact.node.history.Cosigning;
import io.datapact.node.history.WitnessDesk;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.Replica;
import io.datapact.node.peer.PeerAdmission;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import io.datapact.node.run.ReadyAnswer;
import io.datapact.node.run.ReadyService;
import io.datapact.node.run.Refusal;
import io.datapact.node.run.ShareInbox;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.node.task.BodyBox;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers other nodes that are admitted. Nothing that they send makes it throw. */
public final class NodeRequests implements PeerRequests {
    private static final PeerAnswer UNKNOWN =
            refused(new Refusal(Reason.STATE_FORBIDS, "expected a task on the ledger, found none yet"));

    private final PeerAdmission admission;
    private final Replica replica;
    private final ReadyService ready;
    private final ShareInbox shares;
    private final BodyBox bodies;
    private final PeerEvidence peerEvidence;
    private final WitnessDesk witness;

    NodeRequests(
            PeerAdmission admission,
            Replica replica,
            ReadyService ready,
            ShareInbox shares,
            BodyBox bodies,
            PeerEvidence peerEvidence,
            WitnessDesk witness) {
        this.admission = admission;
        this.replica = replica;
        this.ready = ready;
        this.shares = shares;
        this.bodies = bodies;
        this.peerEvidence = peerEvidence;
        this.witness = witness;
    }

    @Override
    public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
        return admitted(caller, () -> {
            try {
                return switch (ready.answer(caller.node(), signedAsk)) {
                    case ReadyAnswer.Given given ->
                        new PeerAnswer.Given(given.envelope().toBytes());
                    case ReadyAnswer.Denied denied -> refused(denied.refusal());
                };
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return unavailable("this node is stopping");
            }
        });
    }

    @Override
    public Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output) {
        PeerAnswer answer = admitted(
                caller,
                () -> shares.refuses(caller, run, output)
                        .map(NodeRequests::refused)
                        .orElseGet(PeerAnswer::taken));
        return answer instanceof PeerAnswer.Refused refused ? Optional.of(refused) : Optional.empty();
    }

    @Override
    public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
        return admitted(
                caller,
                () -> shares.accept(caller, run, output, sealed)
                        .map(NodeRequests::refused)
                        .orElseGet(PeerAnswer::taken));
    }

    @Override
    public PeerAnswer fetchBody(PeerIdentity caller, TaskId id) {
        return admitted(
                caller,
                () -> ofParty(
                        caller,
                        id,
                        task -> bodies.sealed(id)
                                .<PeerAnswer>map(PeerAnswer.Given::new)
                                .orElseGet(() -> refused(new Refusal(Reason.STATE_FORBIDS, "the body is not here")))));
    }

    @Override
    public PeerAnswer deliverBody(PeerIdentity caller, TaskId id, byte[] sealed) {
        return admitted(
                caller,
                () -> ofParty(caller, id, task -> {
                    boolean held = bodies.open(task.manifest()).isPresent();
                    return held || bodies.accept(task.manifest(), sealed)
                            ? PeerAnswer.taken()
                            : refused(new Refusal(Reason.MANIFEST_MISMATCH, "bodyDigest"));
                }));
    }

    @Override
    public PeerAnswer deliverEvidence(PeerIdentity caller, TaskId id, EvidenceFile file) {
        return admitted(
                caller,
                () -> ofParty(caller, id, task -> {
                    StateReader state = new StateReader(replica.view().state());
                    boolean kept = peerEvidence.accept(
                            caller.node().member(), id, file, digest -> state.read(MemberKeys.certificate(digest)));
                    return kept
                            ? PeerAnswer.taken()
                            : refused(new Refusal(
                                    Reason.MALFORMED,
                                    "expected a statement of the caller's chain about the task, found another"));
                }));
    }

    @Override
    public PeerAnswer cosign(PeerIdentity caller, byte[] checkpoint) {
        return admitted(caller, () -> switch (witness.cosign(new String(checkpoint, StandardCharsets.UTF_8))) {
            case Cosigning.Signed(SignedCheckpoint signed) ->
                new PeerAnswer.Given(signed.note().write().getBytes(StandardCharsets.UTF_8));
            case Cosigning.Refused(Reason reason, String detail) -> refused(new Refusal(reason, detail));
        });
    }

    /** Answers a party of a task, or the proposer's node; refuses all others. */
    private PeerAnswer ofParty(PeerIdentity caller, TaskId id, Function<Task, PeerAnswer> answer) {
        Optional<Task> task = new StateReader(replica.view().state()).read(TaskKeys.task(id));
        if (task.isEmpty()) {
            return UNKNOWN;
        }
        boolean party = task.get().manifest().parties().stream()
                .anyMatch(each -> each.node().equals(caller.node()));
        boolean proposer = caller.node().member().equals(task.get().manifest().proposer());
        return party || proposer
                ? answer.apply(task.get())
                : refused(new Refusal(Reason.NOT_A_PARTY, caller.node().value()));
    }

    /** Answers a caller that is admitted; any other learns only why it is not. */
    private PeerAnswer admitted(PeerIdentity caller, Supplier<PeerAnswer> answer) {
        Optional<PeerAnswer.Refused> refused = admission.refuses(caller);
        return refused.isPresent() ? refused.get() : guarded(answer);
    }

    private static PeerAnswer guarded(Supplier<PeerAnswer> answer) {
        try {
            return answer.get();
        } catch (LedgerUnavailableException | LedgerClosedException | LedgerDivergedException e) {
            return unavailable("this node's ledger cannot be used");
        } catch (EvidenceUnavailableException | StoreUnavailableException | ContentStoreException e) {
            return unavailable("this node's storage cannot be used");
        }
    }

    private static PeerAnswer unavailable(String detail) {
        return refused(new Refusal(Reason.PARTY_NOT_READY, detail));
    }

    private static PeerAnswer refused(Refusal refusal) {
        return new PeerAnswer.Refused(refusal.reason().name(), refusal.detail());
    }
}
