package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.Ready;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.task.BodyFetcher;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Answers other nodes' questions whether this node is ready for a run: yes, signed, for a task that is approved, funded,
 * next and not colliding with another start; otherwise no, with the reason that the rule book would give, and a record
 * of the refusal.
 */
public final class ReadyService {
    /** How often the state is looked at before a refusal. */
    private static final int LOOKS = 3;

    private final Self self;
    private final Ledger ledger;
    private final RunLedger runs;
    private final Replica replica;
    private final Checks checks;
    private final DenialRecorder denials;
    private final InstantSource clock;
    private final ReadyDesk desk;

    /**
     * Who answers.
     *
     * @param network        digest of the genesis record
     * @param tlsCertificate the TLS certificate that peers shall pin in the run
     */
    public record Self(Digest network, NodeId node, Digest tlsCertificate) {}

    /** What an answer rests on. */
    public record Checks(
            SignatureVerifier verifier,
            StartRehearsal rehearsal,
            OwnConsent consent,
            BodyFetcher bodies,
            Checkpoints checkpoints) {}

    ReadyService(
            Self self,
            Ledger ledger,
            RunLedger runs,
            Replica replica,
            Checks checks,
            DenialRecorder denials,
            ReadyDesk desk,
            InstantSource clock) {
        this.self = self;
        this.ledger = ledger;
        this.runs = runs;
        this.replica = replica;
        this.checks = checks;
        this.denials = denials;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Answers a question.
     *
     * @param caller   who is at the other end, as the transport has proven; this node itself for its own starts
     * @param envelope untrusted
     */
    public ReadyAnswer answer(NodeId caller, byte[] envelope) throws InterruptedException {
        if (!(Dsse.Envelope.parse(envelope) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope signed))
                || !signed.payloadType().equals(Dsse.MESSAGE)
                || signed.signatures().size() != 1
                || !(RecordCodec.of(AskReady.class).decode(signed.payload().toBytes())
                        instanceof Parsed.Value<AskReady>(AskReady ask))) {
            return denied(
                    Reason.MALFORMED, "expected a signed question whether this node is ready, found another message");
        }
        Optional<Refusal> stranger = stranger(caller, ask, signed);
        if (stranger.isPresent()) {
            return new ReadyAnswer.Denied(stranger.get());
        }
        LedgerCheckpoint before = ledger.checkpoint();
        Optional<Refusal> refusal = patiently(ask);
        if (refusal.isPresent()) {
            deny(ask, signed, refusal.get());
            return new ReadyAnswer.Denied(refusal.get());
        }
        checks.checkpoints().keepBefore(ask.run(), before);
        return new ReadyAnswer.Given(Bytes.of(desk.sign(ready(ask)).encode()));
    }

    /** Looks again after a moment before it refuses: this replica may be a little behind the asker's. */
    private Optional<Refusal> patiently(AskReady ask) throws InterruptedException {
        Optional<Refusal> refusal = refusal(replica.view(), ask);
        for (int look = 1; look < LOOKS && refusal.isPresent(); look++) {
            runs.awaitTick();
            refusal = refusal(replica.view(), ask);
        }
        return refusal;
    }

    /** Refusals of messages that nobody can be held to: not recorded. */
    private Optional<Refusal> stranger(NodeId caller, AskReady ask, Dsse.Envelope signed) {
        StateReader state = new StateReader(replica.view().state());
        if (!ask.asker().equals(caller)) {
            return Optional.of(new Refusal(Reason.CERTIFICATE_UNKNOWN, "expected the question of the node that calls"));
        }
        Optional<Certificate> certificate = state.read(MemberKeys.certificate(ask.nodeCertificate()));
        boolean known = certificate.isPresent()
                && ask.asker()
                        .value()
                        .equals(certificate.get().member() + "/"
                                + certificate.get().handle());
        if (!known
                || !checks.verifier()
                        .verify(
                                certificate.get().spki().toBytes(),
                                signed.signedBytes(),
                                signed.signatures().getFirst().sig().toBytes())) {
            return Optional.of(new Refusal(
                    Reason.CERTIFICATE_UNKNOWN, ask.nodeCertificate().value()));
        }
        return new Standing(state, clock.millis())
                .certificate(ask.nodeCertificate(), caller.member(), Role.NODE)
                .or(() -> new Standing(state, clock.millis()).active(caller.member()));
    }

    private Optional<Refusal> refusal(ReplicaView view, AskReady ask) {
        StateReader state = new StateReader(view.state());
        if (!ask.network().equals(self.network())) {
            return Optional.of(new Refusal(Reason.WRONG_NETWORK, ask.network().value()));
        }
        if (Math.abs(clock.millis() - ask.at()) > Ready.MAXIMUM_AGE_MILLIS) {
            return Optional.of(new Refusal(Reason.COMMAND_EXPIRED, "expected a question at most 60 s old"));
        }
        Optional<Task> task = state.read(TaskKeys.task(ask.run().task()));
        if (task.isEmpty()) {
            return Optional.of(new Refusal(Reason.STATE_FORBIDS, "expected the task on the ledger, found none"));
        }
        if (!task.get().digest().equals(ask.manifestDigest())) {
            return Optional.of(new Refusal(Reason.MANIFEST_MISMATCH, "manifestDigest"));
        }
        boolean party = task.get().manifest().parties().stream()
                .anyMatch(each -> each.node().equals(self.node()));
        if (!party) {
            return Optional.of(new Refusal(Reason.NOT_A_PARTY, self.node().value()));
        }
        return checks.rehearsal()
                .refuses(view, ask)
                .or(() -> desk.collision(ask, task.get(), clock.millis()))
                .or(() -> unwilling(state, task.get()))
                .or(() -> desk.reserve(ask, task.get(), clock.millis()));
    }

    /** What this node itself has against a start that the rules allow: only such a one makes it ask for a body. */
    private Optional<Refusal> unwilling(StateReader state, Task task) {
        checks.bodies().ensureSparingly(task.manifest(), clock.millis());
        return checks.consent().refuses(state, task.manifest());
    }

    private void deny(AskReady ask, Dsse.Envelope signed, Refusal refusal) throws InterruptedException {
        Optional<Task> task = new StateReader(replica.view().state())
                .read(TaskKeys.task(ask.run().task()));
        if (task.isPresent() && !ask.asker().equals(self.node())) {
            denials.record(ask.asker().member(), task.get(), ask.run(), signed, refusal);
        }
    }

    private Ready ready(AskReady ask) {
        LedgerCheckpoint checkpoint = ledger.checkpoint();
        return new Ready(
                Ready.TYPE,
                self.network(),
                ask.run(),
                ask.manifestDigest(),
                self.node(),
                desk.certificate(),
                self.tlsCertificate(),
                checkpoint.entries(),
                checkpoint.root(),
                clock.millis(),
                desk.nonce());
    }

    private static ReadyAnswer denied(Reason reason, String detail) {
        return new ReadyAnswer.Denied(new Refusal(reason, detail));
    }
}
