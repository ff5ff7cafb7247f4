package io.datapact.contract.rules;

import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Usage;
import io.datapact.contract.evidence.Deletion;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.PrecedenceTest.Fault;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.ClosedTask;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be wrong with a start. */
final class StartFaults {
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");
    private static final MemberId TELCO = new MemberId("telco-b");

    private StartFaults() {}

    /** In the order in which the rules ask. */
    static List<Fault> all() {
        return Stream.of(ofWhatWasProposed(), ofApprovalsAndUses(), ofTheMoment())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> ofWhatWasProposed() {
        return List.of(
                state(Reason.STATE_FORBIDS, "task-closed", StartFaults::close),
                state(Reason.ALGORITHM_NOT_ACCEPTED, "algorithm-retired", ProposalFaults::retire),
                state(Reason.SIMULATED_NOT_ACCEPTED, "algorithm-simulated", ProposalFaults::simulate),
                state(Reason.DATASET_WITHDRAWN, "dataset-withdrawn", ProposalFaults::withdraw),
                state(Reason.DATASET_WITHDRAWN, "version-deleted", StartFaults::deleteVersion),
                state(Reason.PURPOSE_NOT_ALLOWED, "purpose-narrowed", StartFaults::narrowPurpose),
                state(Reason.GROUP_TOO_SMALL, "group-too-small", ProposalFaults::raiseGroup),
                state(
                        Reason.NODE_UNKNOWN,
                        "node-unknown",
                        scenario -> scenario.delete(MemberKeys.node(new NodeId("telco-b/1")))),
                start(Reason.NOT_A_PARTY, "not-the-starter", StartFaults::byAnother),
                manifest(
                        Reason.MANIFEST_MISMATCH,
                        "sensitivity",
                        m -> List.of(
                                Bent.sensitivity(m.inputs().get(0), 5),
                                m.inputs().get(1))));
    }

    private static List<Fault> ofApprovalsAndUses() {
        return List.of(
                state(Reason.POLICY_OUTDATED, "policy-outdated", ProposalFaults::newPolicy),
                state(Reason.APPROVAL_MISSING, "approval-missing", scenario -> scenario.delete(approval("telco-b"))),
                state(Reason.APPROVAL_EXPIRED, "approval-expired", StartFaults::expireApproval),
                state(Reason.APPROVAL_REVOKED, "approval-revoked", StartFaults::revokeApproval),
                state(Reason.STANDING_EXCEEDED, "standing-exceeded", StartFaults::exceedStanding),
                state(Reason.NOT_NEXT, "started-before", StartFaults::startBefore),
                state(
                        Reason.USES_EXHAUSTED,
                        "uses-exhausted",
                        scenario -> scenario.put(DatasetKeys.usage(LOANS), new Usage(100, 0))));
    }

    private static List<Fault> ofTheMoment() {
        return List.of(
                start(Reason.OUTSIDE_WINDOW, "not-begun", StartFaults::notBegun),
                state(
                        Reason.FUNDS_MISSING,
                        "funds-missing",
                        scenario -> scenario.delete(SettlementKeys.hold(StartBench.RUN))),
                state(
                        Reason.DEPOSIT_MISSING,
                        "deposit-missing",
                        scenario -> scenario.delete(SettlementKeys.deposit(StartBench.RUN, TELCO))),
                start(Reason.PARTY_NOT_READY, "party-not-ready", StartBench::withoutReadys),
                manifest(
                        Reason.PRIVACY_BUDGET_EXHAUSTED,
                        "budget",
                        m -> List.of(m.inputs().get(0), Bent.epsilon(m.inputs().get(1), 1_000_001))));
    }

    private static Fault state(Reason reason, String name, Consumer<Scenario> change) {
        return new Fault(reason, name, bench -> change.accept(bench.scenario()));
    }

    private static Fault start(Reason reason, String name, Consumer<StartBench> change) {
        return new Fault(reason, name, bench -> change.accept((StartBench) bench));
    }

    private static Fault manifest(Reason reason, String name, Function<TaskManifest, List<TaskInput>> inputs) {
        return start(reason, name, bench -> bench.editManifest(m -> Bent.inputs(m, inputs.apply(m))));
    }

    private static void close(Scenario scenario) {
        scenario.put(TaskKeys.closed(StartBench.RUN.task()), new ClosedTask(TELCO, new Code("refused"), 0));
    }

    private static void deleteVersion(Scenario scenario) {
        scenario.put(EvidenceKeys.wholeDeletion(LOANS, 1), new Deletion(Optional.empty(), 0));
    }

    private static void narrowPurpose(Scenario scenario) {
        scenario.edit(
                DatasetKeys.version(LOANS, 1),
                v -> new DatasetVersion(
                        v.dataset(),
                        v.version(),
                        v.schema(),
                        v.rowsBand(),
                        v.root(),
                        Bent.purposes(v.terms(), "fraud"),
                        v.published()));
    }

    /** The fixture's start by a member that is neither proposer nor input owner; common faults bend that signer too. */
    private static void byAnother(StartBench bench) {
        bench.editManifest(m -> m);
        bench.by("clearing-c");
    }

    private static StateKey<Approval> approval(String member) {
        return TaskKeys.approval(StartBench.RUN.task(), new MemberId(member), 1);
    }

    private static void expireApproval(Scenario scenario) {
        scenario.edit(
                approval("bank-a"),
                a -> new Approval(a.seq(), a.status(), a.certificate(), a.handle(), scenario.time() - 1));
    }

    private static void revokeApproval(Scenario scenario) {
        scenario.edit(
                approval("clearing-c"),
                a -> new Approval(a.seq(), ApprovalStatus.REVOKED, a.certificate(), a.handle(), a.standsUntil()));
    }

    /** clearing-c's slot names a standing approval whose caps let no run start. */
    private static void exceedStanding(Scenario scenario) {
        TestIdentity granter = scenario.fixture().identity("clearing-c", Role.APPROVER);
        StandingApproval standing = new StandingApproval(
                new StandingId("clearing-c/none"),
                StandingBench.template(StandingCaps.NONE),
                List.of(granter.digest()),
                Optional.empty());
        scenario.put(TaskKeys.standing(standing.standing()), standing);
        scenario.edit(
                approval("clearing-c"),
                a -> new Approval(
                        a.seq(),
                        a.status(),
                        a.certificate(),
                        a.handle(),
                        a.standsUntil(),
                        Optional.of(standing.standing())));
    }

    private static void startBefore(Scenario scenario) {
        scenario.put(
                RunKeys.run(StartBench.RUN),
                new Run(StartBench.RUN, ConsortiumFixture.digest("m"), List.of(), 0, 0, 1, 1, 0));
    }

    private static void notBegun(StartBench bench) {
        long later = bench.scenario().time() + 1;
        bench.editManifest(m -> Bent.limits(
                m,
                new Limits(
                        m.limits().runs(),
                        later,
                        m.limits().notAfter(),
                        m.limits().runSeconds(),
                        m.limits().peerBytes())));
    }
}
