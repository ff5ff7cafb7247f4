package io.datapact.audit.rule;

import io.datapact.audit.state.Facts;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Ruling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.TaskManifest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The disputes of a run and what came of them.
 *
 * @param disputes by disputant
 * @param verdict  the one that as many arbiters share as the terms ask for
 */
record RunDisputes(SortedMap<MemberId, Dispute> disputes, Optional<Verdict> verdict) {
    RunDisputes {
        disputes = Collections.unmodifiableSortedMap(disputes);
    }

    /** Reads them out of a recorded state. */
    static RunDisputes of(Facts facts, RunId run, TaskManifest manifest) {
        SortedSet<MemberId> disputants = new TreeSet<>();
        manifest.parties().forEach(party -> disputants.add(party.node().member()));
        disputants.add(manifest.payer());
        SortedMap<MemberId, Dispute> disputes = new TreeMap<>();
        for (MemberId member : disputants) {
            facts.read(SettlementKeys.dispute(run, member)).ifPresent(found -> disputes.put(member, found));
        }
        return new RunDisputes(disputes, verdict(facts, run, manifest.terms().arbiters()));
    }

    /** Whether arbiters have been asked and have not answered. */
    boolean awaitVerdict() {
        return !disputes.isEmpty() && verdict.isEmpty();
    }

    private static Optional<Verdict> verdict(Facts facts, RunId run, Arbiters arbiters) {
        List<Verdict> verdicts = arbiters.members().stream()
                .map(arbiter -> facts.read(SettlementKeys.ruling(run, arbiter)))
                .flatMap(Optional::stream)
                .map(Ruling::verdict)
                .toList();
        return verdicts.stream()
                .filter(verdict -> verdicts.stream().filter(verdict::equals).count() >= arbiters.needed())
                .findFirst();
    }
}
