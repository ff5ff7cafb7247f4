package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.Receipt;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.Released;
import io.datapact.contract.run.ReleasedKey;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.task.TaskInput;
import java.util.List;
import java.util.Optional;

/** Rules of started runs. */
final class RunRules {
    /** What ends a run by lateness waits this long more: 120 s. */
    static final long LATENESS_MILLIS = 120_000;

    private RunRules() {}

    static void decide(RuleContext context, RunCommand command) {
        switch (command) {
            case RunCommand.StartRun c -> throw new IllegalStateException("StartRun has rules of its own");
            case RunCommand.CommitInput c -> commit(context, c);
            case RunCommand.ReturnReservation c -> giveBack(context, c);
            case RunCommand.AttestResult c -> attest(context, c);
            case RunCommand.AbortRun c -> abort(context, c);
            case RunCommand.Release c -> release(context, c);
            case RunCommand.ConfirmReceipt c -> confirm(context, c);
        }
    }

    private static void commit(RuleContext context, RunCommand.CommitInput command) {
        RunFacts facts = facts(context, command.run());
        TaskInput input = input(facts, command.input());
        require(facts.input(input.name()).isEmpty(), Reason.ALREADY_DECIDED, input.name());
        requireState(context, facts, List.of(RunState.STARTED));
        boolean active = context.read(DatasetKeys.dataset(input.dataset()))
                .map(Dataset::status)
                .filter(status -> status == DatasetStatus.ACTIVE)
                .isPresent();
        boolean deleted = context.has(EvidenceKeys.wholeDeletion(input.dataset(), input.version()));
        require(active && !deleted, Reason.DATASET_WITHDRAWN, input.dataset());
        requireOwner(context, facts, input);
        Digest registered = context.need(
                        DatasetKeys.version(input.dataset(), input.version()),
                        Reason.DATASET_WITHDRAWN,
                        input.dataset())
                .root();
        require(registered.equals(command.registeredRoot()), Reason.MANIFEST_MISMATCH, "/registeredRoot");
        Approvals.requireAll(context.reader(), facts.manifest(), List.of(context.member()), context.time());
        context.put(
                RunKeys.input(command.run(), input.name()),
                new RunInput(
                        InputStatus.COMMITTED,
                        Optional.of(command.registeredRoot()),
                        Optional.of(command.projectedRoot()),
                        context.activeTime()));
        context.event("input-committed", command.run() + "/" + input.name());
    }

    private static void giveBack(RuleContext context, RunCommand.ReturnReservation command) {
        RunFacts facts = facts(context, command.run());
        TaskInput input = input(facts, command.input());
        require(facts.input(input.name()).isEmpty(), Reason.ALREADY_DECIDED, input.name());
        long tau = context.activeTime();
        RunState state = facts.state(tau);
        boolean over = state == RunState.ABORTED
                || state == RunState.DECIDED
                || (state == RunState.LATE && tau > facts.run().deadline() + LATENESS_MILLIS);
        require(over, Reason.STATE_FORBIDS, state);
        requireOwner(context, facts, input);
        DatasetId root = context.need(DatasetKeys.dataset(input.dataset()), Reason.DATASET_WITHDRAWN, input.dataset())
                .lineageRoot();
        Budgets.giveBack(context, facts.run(), root, input);
        context.put(
                RunKeys.input(command.run(), input.name()),
                new RunInput(InputStatus.RETURNED, Optional.empty(), Optional.empty(), tau));
        context.event("reservation-returned", command.run() + "/" + input.name());
    }

    private static void attest(RuleContext context, RunCommand.AttestResult command) {
        RunFacts facts = facts(context, command.run());
        MemberId member = context.member();
        require(!facts.attestations().containsKey(member), Reason.ALREADY_DECIDED, member);
        requireState(context, facts, List.of(RunState.COMPUTING));
        require(facts.isParty(member), Reason.NOT_A_PARTY, member);
        new AttestationChecks(context.reader(), facts, member).require(command);
        context.put(
                RunKeys.attestation(command.run(), member),
                new Attestation(
                        command.common(), command.own(), context.signer().digest(), context.activeTime()));
        context.event("result-attested", command.run());
    }

    private static void abort(RuleContext context, RunCommand.AbortRun command) {
        RunFacts facts = facts(context, command.run());
        MemberId member = context.member();
        boolean silent = !facts.hasAborted(member) && !facts.attestations().containsKey(member);
        require(silent, Reason.ALREADY_DECIDED, member);
        requireState(context, facts, List.of(RunState.STARTED, RunState.COMPUTING));
        require(facts.isParty(member), Reason.NOT_A_PARTY, member);
        command.peer().ifPresent(peer -> require(facts.isParty(peer), Reason.NOT_A_PARTY, peer));
        context.put(
                RunKeys.abort(command.run(), member),
                new Abort(command.cause(), command.peer(), command.transcriptHead(), context.activeTime()));
        context.event("run-aborted", command.run());
    }

    private static void release(RuleContext context, RunCommand.Release command) {
        RunFacts facts = facts(context, command.run());
        MemberId member = context.member();
        require(!facts.hasReleased(member), Reason.ALREADY_DECIDED, member);
        RunState state = requireState(context, facts, List.of(RunState.ATTESTED));
        CommonPart common =
                facts.agreed().orElseThrow(() -> new RefusedException(Reason.STATE_FORBIDS, state.toString()));
        List<ReleaseDue> due = facts.due(common, member);
        require(!due.isEmpty(), Reason.NOT_A_PARTY, member);
        require(command.keys().size() == due.size(), Reason.MANIFEST_MISMATCH, "/keys");
        for (int i = 0; i < due.size(); i++) {
            require(fits(due.get(i), command.keys().get(i)), Reason.MANIFEST_MISMATCH, "/keys/" + i);
        }
        context.put(RunKeys.release(command.run(), member), new Released(command.keys(), context.activeTime()));
        context.event("result-released", command.run());
    }

    private static boolean fits(ReleaseDue due, ReleasedKey key) {
        return due.output().equals(key.output())
                && due.recipient().equals(key.recipient())
                && due.keyMessage().equals(Digest.of(key.keyMessage().toBytes()));
    }

    private static void confirm(RuleContext context, RunCommand.ConfirmReceipt command) {
        RunFacts facts = facts(context, command.run());
        MemberId member = context.member();
        require(!context.has(RunKeys.receipt(command.run(), member)), Reason.ALREADY_DECIDED, member);
        requireState(context, facts, List.of(RunState.RELEASED));
        boolean recipient = facts.manifest().outputs().stream()
                .anyMatch(output -> output.recipients().contains(member));
        require(recipient, Reason.NOT_A_PARTY, member);
        context.put(RunKeys.receipt(command.run(), member), new Receipt(command.result(), context.activeTime()));
        context.event("receipt-confirmed", command.run());
    }

    /** The facts of a run that started. */
    static RunFacts facts(RuleContext context, RunId run) {
        return RunFacts.of(context.reader(), run)
                .orElseThrow(() -> new RefusedException(Reason.NOT_NEXT, run.toString()));
    }

    private static RunState requireState(RuleContext context, RunFacts facts, List<RunState> allowed) {
        RunState state = facts.state(context.activeTime());
        require(allowed.contains(state), Reason.STATE_FORBIDS, state);
        return state;
    }

    private static TaskInput input(RunFacts facts, Code name) {
        return facts.manifest().inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.MANIFEST_MISMATCH, "/input"));
    }

    /** NOT_A_PARTY, unless the signer is the node of the input's owner that the task names. */
    private static void requireOwner(RuleContext context, RunFacts facts, TaskInput input) {
        MemberId owner = input.dataset().member();
        boolean own = facts.run().parties().stream()
                .filter(party -> party.node().member().equals(owner))
                .anyMatch(party -> party.node()
                        .value()
                        .equals(context.member() + "/" + context.signer().handle()));
        require(own, Reason.NOT_A_PARTY, owner);
    }
}
