package io.datapact.node.run;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.follow.StartMark;
import io.datapact.node.ledger.Replica;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides, from this node's own replica and disk alone, whether a started run is one that this member approved, and
 * mints the permit without which no plugin gets data.
 *
 * <p>Adversary: ledger host, proposer and peers may all lie. The replica has verified each signed command itself; what
 * this gate adds is that the start is fresh, that the manifest, the body and the plugin are byte for byte what was
 * approved, that nothing was revoked since, here or on the ledger, and that this node's own policy agrees.
 */
public final class Gate {
    /** Latest that a start may be seen, in millis of active time. */
    public static final long LATEST_MILLIS = 120_000;

    /** Most that a start may be dated ahead of this node's clock, in millis of active time. */
    public static final long MOST_AHEAD_MILLIS = 120_000;

    private final NodeId self;
    private final Replica replica;
    private final OwnConsent consent;
    private final InstantSource clock;

    /** A gate of one node. */
    public Gate(NodeId self, Replica replica, OwnConsent consent, InstantSource clock) {
        this.self = self;
        this.replica = replica;
        this.consent = consent;
        this.clock = clock;
    }

    /** The node whose gate this is. */
    public NodeId self() {
        return self;
    }

    /** Body and plugin of a task as approved, if both are here. */
    Optional<Approved> approved(TaskManifest manifest) {
        return consent.approved(new StateReader(replica.view().state()), manifest);
    }

    /** Looks at a start in the newest state. */
    public GateVerdict admit(StartMark start) {
        StateReader state = new StateReader(replica.view().state());
        Optional<Run> run = state.read(RunKeys.run(start.run()));
        Optional<Task> task = state.read(TaskKeys.task(start.run().task()));
        if (run.isEmpty() || task.isEmpty()) {
            return new GateVerdict.Refused(
                    new Refusal(Reason.STATE_FORBIDS, "expected run " + start.run() + " on the ledger, found none"));
        }
        TaskManifest manifest = task.get().manifest();
        Standing standing = new Standing(state, clock.millis());
        Optional<Refusal> refusal = fresh(state, run.get())
                .or(() -> unchanged(manifest, run.get()))
                .or(() -> parties(manifest, run.get()))
                .or(() -> standing.approvals(manifest))
                .or(() -> standing.parties(run.get().parties()))
                .or(() -> consent.refuses(state, manifest))
                .or(() -> consent.withdrawn(
                        state, RunFacts.of(run.get(), manifest, self).orElseThrow()));
        return refusal.<GateVerdict>map(GateVerdict.Refused::new)
                .orElseGet(() -> mint(state, start, run.get(), manifest));
    }

    /**
     * Looks again at a run that was admitted: after the wait for inputs, and before attesting.
     *
     * @return why it must not go on, in the newest state, or empty; what that is: {@link Standing#afterStart}
     */
    Optional<Refusal> withdrawn(RunFacts facts) {
        StateReader state = new StateReader(replica.view().state());
        return new Standing(state, clock.millis())
                .afterStart(facts.manifest(), facts.run().parties())
                .or(() -> consent.withdrawn(state, facts));
    }

    private GateVerdict mint(StateReader state, StartMark start, Run run, TaskManifest manifest) {
        Approved approved = consent.approved(state, manifest).orElseThrow();
        RunFacts facts = RunFacts.of(run, manifest, self).orElseThrow();
        return new GateVerdict.Admitted(
                new RunPermit(run, start, manifest, approved.body(), approved.plugin(), facts.index()));
    }

    private Optional<Refusal> fresh(StateReader state, Run run) {
        Pause pause = state.read(MemberKeys.PAUSE).orElse(Pause.NONE);
        long late = pause.activeTime(clock.millis()) - run.started();
        if (late > LATEST_MILLIS) {
            return Optional.of(new Refusal(
                    Reason.OUTSIDE_WINDOW,
                    "expected a start at most 120 s ago, found one of " + late / 1000 + " s ago; start again"));
        }
        return late >= -MOST_AHEAD_MILLIS
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.OUTSIDE_WINDOW,
                        "expected a start at most 120 s ahead of this node's clock, found one " + -late / 1000
                                + " s ahead; compare the clocks of this machine and of the ledger's host"));
    }

    private static Optional<Refusal> unchanged(TaskManifest manifest, Run run) {
        return manifest.digest().equals(run.manifestDigest())
                ? Optional.empty()
                : Optional.of(new Refusal(Reason.MANIFEST_MISMATCH, "digest of the manifest"));
    }

    private Optional<Refusal> parties(TaskManifest manifest, Run run) {
        if (manifest.parties().size() != run.parties().size()) {
            return Optional.of(new Refusal(Reason.NODE_UNKNOWN, "expected every party of the manifest in the start"));
        }
        boolean mine = false;
        for (Party party : manifest.parties()) {
            PartyNode resolved = run.parties().get(Math.toIntExact(party.index()));
            if (resolved.index() != party.index() || !resolved.node().equals(party.node())) {
                return Optional.of(new Refusal(Reason.NODE_UNKNOWN, party.node().value()));
            }
            mine |= party.node().equals(self);
        }
        return mine ? Optional.empty() : Optional.of(new Refusal(Reason.NOT_A_PARTY, self.value()));
    }
}
