package io.datapact.node.app.audit;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.PeerEvidence;
import io.datapact.node.ledger.Replica;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All evidence about a task that is at this node: its own chain, and those that other parties handed over. */
public final class HeldEvidence {
    private final MemberId member;
    private final Replica replica;
    private final EvidenceLog own;
    private final PeerEvidence peers;

    /** Of one member's node. */
    public HeldEvidence(MemberId member, Replica replica, EvidenceLog own, PeerEvidence peers) {
        this.member = member;
        this.replica = replica;
        this.own = own;
        this.peers = peers;
    }

    /**
     * Evidence about a task.
     *
     * @param chains  files by member, members without one left out
     * @param missing what is not here or not anchored yet, in a sentence; empty if the evidence is whole
     */
    record Held(SortedMap<MemberId, List<EvidenceFile>> chains, Optional<String> missing) {}

    /** What is here about a task, or empty if there is no such task. */
    Optional<Held> of(TaskId id) {
        StateReader state = new StateReader(replica.view().state());
        return state.read(TaskKeys.task(id)).map(task -> {
            SortedMap<MemberId, List<EvidenceFile>> chains = chains(task);
            return new Held(chains, missing(state, task, chains));
        });
    }

    private SortedMap<MemberId, List<EvidenceFile>> chains(Task task) {
        TaskId id = task.manifest().task();
        SortedMap<MemberId, List<EvidenceFile>> chains = new TreeMap<>();
        chains.put(member, own.files(id));
        parties(task)
                .filter(party -> !party.equals(member))
                .forEach(party -> chains.put(party, peers.files(party, id)));
        chains.values().removeIf(List::isEmpty);
        return chains;
    }

    /** Looks at each party: what it anchored must be here, and what it says of a settled run must be anchored. */
    private static Optional<String> missing(
            StateReader state, Task task, SortedMap<MemberId, List<EvidenceFile>> chains) {
        List<RunId> runs = LongStream.rangeClosed(1, task.manifest().limits().runs())
                .mapToObj(number -> new RunId(task.manifest().task(), number))
                .takeWhile(run -> state.has(RunKeys.run(run)))
                .toList();
        return parties(task)
                .flatMap(party ->
                        missing(state, runs, party, new HeldChain(chains.getOrDefault(party, List.of()))).stream())
                .findFirst();
    }

    private static Optional<String> missing(StateReader state, List<RunId> runs, MemberId party, HeldChain chain) {
        List<AnchoredHeads.Head> heads = runs.stream()
                .flatMap(run -> AnchoredHeads.of(state, run, party).stream())
                .toList();
        long count = heads.stream().mapToLong(AnchoredHeads.Head::count).max().orElse(0);
        if (!heads.stream().allMatch(chain::holds)) {
            return Optional.of(party + ": expected its statements up to " + count + " as anchored, found not all yet");
        }
        if (!chain.coveredBy(count)) {
            return Optional.of(party + ": expected every statement anchored on the ledger, found them up to " + count);
        }
        return runs.stream()
                .filter(run -> state.has(SettlementKeys.outcome(run)))
                .filter(run -> !chain.settled(run, count))
                .findFirst()
                .map(run -> party + ": expected its word on the outcome of run " + run + ", found none yet");
    }

    private static Stream<MemberId> parties(Task task) {
        return task.manifest().parties().stream()
                .map(party -> party.node().member())
                .distinct();
    }
}
