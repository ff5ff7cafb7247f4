package io.datapact.node.app.audit;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Party;
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

    /** Chains by member, those without a file left out; empty if there is no such task. */
    Optional<SortedMap<MemberId, List<EvidenceFile>>> of(TaskId id) {
        return new StateReader(replica.view().state()).read(TaskKeys.task(id)).map(this::chains);
    }

    private SortedMap<MemberId, List<EvidenceFile>> chains(Task task) {
        TaskId id = task.manifest().task();
        SortedMap<MemberId, List<EvidenceFile>> chains = new TreeMap<>();
        chains.put(member, own.files(id));
        task.manifest().parties().stream()
                .map(Party::node)
                .map(node -> node.member())
                .filter(party -> !party.equals(member))
                .forEach(party -> chains.put(party, peers.files(party, id)));
        chains.values().removeIf(List::isEmpty);
        return chains;
    }
}
