package io.datapact.contract.rules;

import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.rules.PrecedenceTest.Fault;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import java.util.List;
import java.util.function.Consumer;

/** What can be wrong with a proposal. */
final class ProposalFaults {
    private static final DatasetId SUBSCRIBERS = new DatasetId("telco-b/subscribers");

    private ProposalFaults() {}

    static List<Fault> all() {
        return List.of(
                state(Reason.ALGORITHM_NOT_ACCEPTED, "algorithm-retired", ProposalFaults::retire),
                task(Reason.TRUST_NOT_ACCEPTED, "fairness-none", ProposalFaults::unfair),
                state(Reason.SIMULATED_NOT_ACCEPTED, "algorithm-simulated", ProposalFaults::simulate),
                state(Reason.DATASET_WITHDRAWN, "dataset-withdrawn", ProposalFaults::withdraw),
                task(Reason.COLUMN_NEVER_RELEASED, "forbidden-column", ProposalFaults::forbiddenColumn),
                task(Reason.PURPOSE_NOT_ALLOWED, "purpose", task -> task.purpose("marketing")),
                task(
                        Reason.OPERATION_NOT_ALLOWED,
                        "operation",
                        task -> task.algorithm("clearing-c/mpc-statistics", 1, "count")),
                task(Reason.RECIPIENT_NOT_ALLOWED, "recipient", task -> task.outputs(output("clearing-c", 10))),
                state(Reason.GROUP_TOO_SMALL, "group-too-small", ProposalFaults::raiseGroup),
                task(Reason.PRICE_TOO_LOW, "price", task -> task.terms(ManifestBuilder.terms(40_000, 10_000))),
                state(
                        Reason.NODE_UNKNOWN,
                        "node-unknown",
                        scenario -> scenario.delete(MemberKeys.node(new NodeId("telco-b/1")))),
                task(Reason.NOT_A_PARTY, "owner-no-party", ProposalFaults::dropInputRole),
                task(Reason.MANIFEST_MISMATCH, "body", task -> task.payer("stranger-x")),
                state(Reason.POLICY_OUTDATED, "policy-outdated", ProposalFaults::newPolicy),
                state(Reason.OUTSIDE_WINDOW, "terms-expired", ProposalFaults::expireTerms),
                state(Reason.KEY_IN_USE, "task-known", ProposalFaults::proposeBefore),
                task(Reason.QUOTA_EXCEEDED, "slot", task -> task.slot(5)));
    }

    private static Fault task(Reason reason, String name, Consumer<ManifestBuilder> change) {
        return new Fault(reason, name, bench -> change.accept(((ProposalBench) bench).task()));
    }

    private static Fault state(Reason reason, String name, Consumer<Scenario> change) {
        return new Fault(reason, name, bench -> change.accept(bench.scenario()));
    }

    static void retire(Scenario scenario) {
        scenario.edit(
                AlgorithmKeys.algorithm(new AlgorithmId("clearing-c/mpc-statistics"), 1),
                a -> new Algorithm(
                        a.algorithm(),
                        a.version(),
                        a.plugin(),
                        a.pluginDigest(),
                        a.descriptor(),
                        a.operations(),
                        a.trustModel(),
                        a.fairness(),
                        a.simulated(),
                        true));
    }

    static void simulate(Scenario scenario) {
        scenario.edit(
                AlgorithmKeys.algorithm(new AlgorithmId("clearing-c/mpc-statistics"), 1),
                a -> new Algorithm(
                        a.algorithm(),
                        a.version(),
                        a.plugin(),
                        a.pluginDigest(),
                        a.descriptor(),
                        a.operations(),
                        a.trustModel(),
                        a.fairness(),
                        true,
                        a.retired()));
    }

    private static void unfair(ManifestBuilder task) {
        task.trust(new Trust(new Code("semi-honest-3pc"), false, new Code("none")));
    }

    static void withdraw(Scenario scenario) {
        scenario.edit(
                DatasetKeys.dataset(SUBSCRIBERS),
                d -> new Dataset(d.dataset(), DatasetStatus.WITHDRAWN, d.newest(), d.lineage()));
    }

    private static void forbiddenColumn(ManifestBuilder task) {
        List<TaskInput> inputs = task.inputs();
        task.inputs(inputs.get(0), Bent.columns(inputs.get(1), "id", "segment", "phone"));
    }

    private static TaskOutput output(String recipient, long minimumGroup) {
        return new TaskOutput(new Code("table"), List.of(new MemberId(recipient)), minimumGroup, 1_000, false);
    }

    static void raiseGroup(Scenario scenario) {
        long version = scenario.read(MemberKeys.FRAME).orElseThrow().policy();
        scenario.edit(MemberKeys.policy(version), p -> Bent.minimumGroup(p, 11));
    }

    private static void dropInputRole(ManifestBuilder task) {
        task.parties(
                new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                new Party(1, new NodeId("telco-b/1"), List.of(Party.COMPUTE)),
                new Party(2, new NodeId("clearing-c/1"), List.of(Party.COMPUTE)));
    }

    static void newPolicy(Scenario scenario) {
        scenario.put(
                MemberKeys.policy(2),
                Bent.version(scenario.read(MemberKeys.policy(1)).orElseThrow(), 2, 0));
        scenario.edit(
                MemberKeys.FRAME, f -> new Frame(f.network(), f.rulesVersion(), 2, f.reviewers(), f.currencies()));
    }

    static void expireTerms(Scenario scenario) {
        scenario.edit(
                DatasetKeys.version(SUBSCRIBERS, 1),
                v -> new DatasetVersion(
                        v.dataset(),
                        v.version(),
                        v.schema(),
                        v.rowsBand(),
                        v.root(),
                        Bent.expires(v.terms(), scenario.time() - 1),
                        v.published()));
    }

    private static void proposeBefore(Scenario scenario) {
        TaskManifest manifest = scenario.fixture().aTask().build();
        scenario.put(
                TaskKeys.task(manifest.task()),
                new Task(manifest, manifest.digest(), ConsortiumFixture.digest("certificate"), scenario.time()));
    }
}
