package io.datapact.audit.rule;

import io.datapact.audit.state.Facts;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** All that commands about a task can have written. Asking for it shows whether each fact, or its absence, is proven. */
final class TaskFacts {
    private final Facts facts;
    private final TaskManifest manifest;
    private final SortedSet<MemberId> members = new TreeSet<>();

    private TaskFacts(Facts facts, TaskManifest manifest) {
        this.facts = facts;
        this.manifest = manifest;
        Approvers.needed(facts, manifest).forEach(slot -> members.add(slot.member()));
        manifest.parties().forEach(party -> members.add(party.node().member()));
        manifest.terms().deposits().forEach(deposit -> members.add(deposit.member()));
        manifest.outputs().forEach(output -> members.addAll(output.recipients()));
    }

    /** Asks for each fact about a task, be it there or not. */
    static void readAll(Facts facts, TaskManifest manifest) {
        new TaskFacts(facts, manifest).read();
    }

    private void read() {
        facts.has(TaskKeys.closed(manifest.task()));
        Approvers.needed(facts, manifest)
                .forEach(slot -> facts.has(TaskKeys.approval(manifest.task(), slot.member(), slot.number())));
        manifest.outputs()
                .forEach(output -> output.recipients()
                        .forEach(member -> series(seq -> EvidenceKeys.deletion(manifest.task(), member, seq))));
        boolean started = true;
        for (long n = 1; started && n <= manifest.limits().runs(); n++) {
            RunId run = new RunId(manifest.task(), n);
            started = facts.has(RunKeys.run(run));
            read(run);
        }
    }

    private void read(RunId run) {
        facts.has(SettlementKeys.outcome(run));
        facts.has(SettlementKeys.hold(run));
        manifest.inputs().forEach(input -> facts.has(RunKeys.input(run, input.name())));
        manifest.terms().arbiters().members().forEach(arbiter -> facts.has(SettlementKeys.ruling(run, arbiter)));
        for (MemberId member : members) {
            facts.has(RunKeys.attestation(run, member));
            facts.has(RunKeys.release(run, member));
            facts.has(RunKeys.receipt(run, member));
            facts.has(RunKeys.abort(run, member));
            facts.has(SettlementKeys.deposit(run, member));
            facts.has(SettlementKeys.dispute(run, member));
            series(seq -> EvidenceKeys.anchor(run, member, seq));
        }
    }

    /** Numbers count from 1 without gaps, so the first that is not there ends them. */
    private <T extends Record> void series(LongFunction<StateKey<T>> keys) {
        long seq = 1;
        while (facts.has(keys.apply(seq))) {
            seq++;
        }
    }
}
