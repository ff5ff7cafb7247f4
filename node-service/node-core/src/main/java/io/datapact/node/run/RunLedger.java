package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RunStates;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.state.StateReader;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.identity.Signer;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.ledger.SubmitOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The ledger as a run at this node uses it: read the replica, sign with the node's key, wait for what comes. */
final class RunLedger {
    /** How often states that time alone changes are looked at. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Set<RunState> OPEN = Set.of(RunState.STARTED, RunState.COMPUTING);

    private final Replica replica;
    private final LedgerFollower follower;
    private final CommandDesk desk;
    private final Signer node;
    private final InstantSource clock;
    private final AttestMargin margin;

    RunLedger(
            Replica replica,
            LedgerFollower follower,
            CommandDesk desk,
            Signer node,
            InstantSource clock,
            AttestMargin margin) {
        this.replica = replica;
        this.follower = follower;
        this.desk = desk;
        this.node = node;
        this.clock = clock;
        this.margin = margin;
    }

    /** Reads the newest state. */
    StateReader state() {
        return new StateReader(replica.view().state());
    }

    /** The run's state now: by this node's clock, or the ledger's where that is ahead. */
    RunState stateOf(RunId run) {
        ReplicaView view = replica.view();
        return RunStates.of(new StateReader(view.state()), run, Math.max(view.time(), clock.millis()))
                .orElseThrow(() -> new IllegalStateException("expected run " + run + " on the ledger, found none"));
    }

    /** Whether the run goes on: STARTED or COMPUTING. */
    boolean open(RunId run) {
        return OPEN.contains(stateOf(run));
    }

    /** Active time now, millis: what deadlines count in. */
    long activeTime() {
        return state().read(MemberKeys.PAUSE).orElse(Pause.NONE).activeTime(now());
    }

    /** Active time left to attest in, millis; 0 or less once this node gives a run up: {@link AttestMargin}. */
    long left(RunFacts facts) {
        return margin.giveUpAt(facts.run()) - activeTime();
    }

    /** The ledger's time now, as far as this node can tell, millis since the epoch. */
    long now() {
        return Math.max(replica.view().time(), clock.millis());
    }

    /**
     * Signs a command with the node's key and hands it in.
     *
     * @return why it is refused, or empty once it stands
     * @throws LedgerUnavailableException if its fate stayed open; the caller's step is taken again later
     */
    Optional<Refusal> file(Command command) throws InterruptedException {
        return switch (desk.file(node, command).outcome()) {
            case SubmitOutcome.Committed committed -> Optional.empty();
            case SubmitOutcome.Rejected(Reason reason, String detail) -> Optional.of(new Refusal(reason, detail));
            case SubmitOutcome.Conflicted(String detail) -> throw open(command, detail);
            case SubmitOutcome.Unknown unknown -> throw open(command, unknown.detail());
        };
    }

    /**
     * Files a command of a run whose refusal ends the run here.
     *
     * @throws RunEndedException if it is refused
     */
    void require(Command command) throws InterruptedException {
        Optional<Refusal> refusal = file(command);
        if (refusal.isPresent()) {
            throw new RunEndedException(
                    EndCause.of(refusal.get().reason()),
                    name(command) + ": " + refusal.get().reason() + " "
                            + refusal.get().detail());
        }
    }

    /** Wakes what waits at this node: something changed beside the ledger. */
    void wake() {
        follower.wake();
    }

    /** Waits until the run is in none of the states given. */
    RunState awaitLeaving(RunId run, Set<RunState> states) throws InterruptedException {
        long seen = follower.changes();
        RunState state = stateOf(run);
        while (states.contains(state)) {
            follower.awaitChange(seen, TICK);
            seen = follower.changes();
            state = stateOf(run);
        }
        return state;
    }

    /** Waits until something holds, looking again at every change and tick. */
    void await(BooleanSupplier condition) throws InterruptedException {
        long seen = follower.changes();
        while (!condition.getAsBoolean()) {
            follower.awaitChange(seen, TICK);
            seen = follower.changes();
        }
    }

    /**
     * Waits until something holds while a run goes on.
     *
     * @param ended what to say if the run ended
     * @param late  why this node gives up where it could not attest in time any more
     * @throws RunEndedException if the run ended, or the time to attest in is over, whatever holds by then
     */
    void awaitInTime(
            RunFacts facts,
            BooleanSupplier condition,
            Supplier<RunEndedException> ended,
            Supplier<RunEndedException> late)
            throws InterruptedException {
        await(() -> condition.getAsBoolean() || !open(facts.id()) || left(facts) <= 0);
        if (!open(facts.id())) {
            throw ended.get();
        }
        requireTime(facts, late);
    }

    /** Gives a run up if the time to attest in is over. */
    void requireTime(RunFacts facts, Supplier<RunEndedException> late) {
        if (left(facts) <= 0) {
            throw late.get();
        }
    }

    /** The member whose certificate a command on the ledger names as its signer. */
    Optional<MemberId> signer(Dsse.Envelope command) {
        return CommandCodec.decode(command.payload().toBytes())
                        instanceof Parsed.Value<CommandPayload>(CommandPayload p)
                ? state().read(MemberKeys.certificate(p.header().signer())).map(Certificate::member)
                : Optional.empty();
    }

    /** Waits for the next change or tick. */
    void awaitTick() throws InterruptedException {
        follower.awaitChange(follower.changes(), TICK);
    }

    /** Waits until this node has heard of all that its replica holds now. */
    void awaitCaughtUp() throws InterruptedException {
        long position = replica.view().position();
        while (follower.position() < position && follower.fault().isEmpty()) {
            follower.awaitPosition(position, TICK);
        }
    }

    private static LedgerUnavailableException open(Command command, String detail) {
        return new LedgerUnavailableException(
                "expected " + name(command) + " to be committed or refused, found its fate open: " + detail);
    }

    private static String name(Command command) {
        return command.getClass().getSimpleName();
    }
}
