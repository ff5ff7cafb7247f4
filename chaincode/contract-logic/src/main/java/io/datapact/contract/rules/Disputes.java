package io.datapact.contract.rules;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Ruling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The disputes of a run, and what its arbiters ruled. */
final class Disputes {
    private final Arbiters arbiters;
    private final SortedMap<MemberId, Dispute> disputes = new TreeMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private Disputes(StateReader reader, RunFacts facts) {
        RunId run = facts.run().run();
        this.arbiters = facts.manifest().terms().arbiters();
        List<MemberId> disputants = new ArrayList<>(facts.parties());
        disputants.add(facts.manifest().payer());
        for (MemberId member : disputants) {
            reader.read(SettlementKeys.dispute(run, member)).ifPresent(found -> disputes.put(member, found));
        }
        for (MemberId arbiter : arbiters.members()) {
            reader.read(SettlementKeys.ruling(run, arbiter))
                    .map(Ruling::verdict)
                    .ifPresent(verdicts::add);
        }
    }

    static Disputes of(StateReader reader, RunFacts facts) {
        return new Disputes(reader, facts);
    }

    /** Disputes by disputant. */
    SortedMap<MemberId, Dispute> all() {
        return disputes;
    }

    /** Whether a member has disputed the run. */
    boolean has(MemberId member) {
        return disputes.containsKey(member);
    }

    boolean areThere() {
        return !disputes.isEmpty();
    }

    /** The verdict that enough arbiters share; at most one can, for more than half of them must. */
    Optional<Verdict> ruled() {
        return verdicts.stream()
                .filter(verdict -> verdicts.stream().filter(verdict::equals).count() >= arbiters.needed())
                .findFirst();
    }

    /** Whether a member may dispute: a party or the payer. */
    static boolean mayDispute(TaskManifest manifest, MemberId member) {
        return ConsistencyChecks.party(manifest, member).isPresent()
                || manifest.payer().equals(member);
    }
}
