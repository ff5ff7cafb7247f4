package io.datapact.contract.rules;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.Released;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All recorded facts of a started run, and its state derived from them: contract.md section 4. */
final class RunFacts {
    private final Run run;
    private final Task task;
    private final Policy policy;
    private final boolean decided;
    private final List<MemberId> parties;
    private final SortedMap<Code, RunInput> inputs = new TreeMap<>();
    private final SortedMap<MemberId, Attestation> attestations = new TreeMap<>();
    private final SortedMap<MemberId, Abort> aborts = new TreeMap<>();
    private final SortedMap<MemberId, Released> releases = new TreeMap<>();

    private RunFacts(StateReader reader, Run run, Task task, Policy policy) {
        this.run = run;
        this.task = task;
        this.policy = policy;
        RunId id = run.run();
        this.decided = reader.has(SettlementKeys.outcome(id));
        this.parties = run.parties().stream()
                .map(PartyNode::node)
                .map(node -> node.member())
                .toList();
        for (TaskInput input : task.manifest().inputs()) {
            reader.read(RunKeys.input(id, input.name())).ifPresent(found -> inputs.put(input.name(), found));
        }
        for (MemberId party : parties) {
            reader.read(RunKeys.attestation(id, party)).ifPresent(found -> attestations.put(party, found));
            reader.read(RunKeys.abort(id, party)).ifPresent(found -> aborts.put(party, found));
            reader.read(RunKeys.release(id, party)).ifPresent(found -> releases.put(party, found));
        }
    }

    /** Reads the facts; nothing where the run never started. */
    static Optional<RunFacts> of(StateReader reader, RunId id) {
        return reader.read(RunKeys.run(id)).map(run -> {
            Task task = reader.read(TaskKeys.task(id.task()))
                    .orElseThrow(() -> new IllegalStateException("expected the task of run " + id + ", found none"));
            Policy policy = reader.read(MemberKeys.policy(run.policy()))
                    .orElseThrow(() -> new IllegalStateException("expected the policy of run " + id + ", found none"));
            return new RunFacts(reader, run, task, policy);
        });
    }

    Run run() {
        return run;
    }

    Task task() {
        return task;
    }

    TaskManifest manifest() {
        return task.manifest();
    }

    /** The policy recorded in the run. */
    Policy policy() {
        return policy;
    }

    /** Members that take part, in manifest order. */
    List<MemberId> parties() {
        return parties;
    }

    Optional<RunInput> input(Code name) {
        return Optional.ofNullable(inputs.get(name));
    }

    SortedMap<MemberId, Attestation> attestations() {
        return attestations;
    }

    boolean isParty(MemberId member) {
        return parties.contains(member);
    }

    boolean hasAborted(MemberId member) {
        return aborts.containsKey(member);
    }

    boolean hasReleased(MemberId member) {
        return releases.containsKey(member);
    }

    boolean isCommitted(TaskInput input) {
        return input(input.name())
                .filter(found -> found.status() == InputStatus.COMMITTED)
                .isPresent();
    }

    boolean allCommitted() {
        return manifest().inputs().stream().allMatch(this::isCommitted);
    }

    /** Whether all attestations there are have an equal common part; true where there is none. */
    boolean attestationsAgree() {
        return attestations.values().stream()
                        .map(Attestation::common)
                        .distinct()
                        .count()
                <= 1;
    }

    /** The common part, where every party has attested and all agree. */
    Optional<CommonPart> agreed() {
        boolean whole = attestations.size() == parties.size() && attestationsAgree();
        return whole ? attestations.values().stream().map(Attestation::common).findFirst() : Optional.empty();
    }

    /** Releases that a party owes. */
    List<ReleaseDue> due(CommonPart common, MemberId party) {
        int index = parties.indexOf(party);
        return common.release().stream().filter(due -> due.party() == index).toList();
    }

    /** Parties that owe a release and have not made it, sorted. */
    List<MemberId> withholding(CommonPart common) {
        return parties.stream()
                .filter(party -> !due(common, party).isEmpty() && !hasReleased(party))
                .sorted()
                .toList();
    }

    /** Active time of the last attestation; 0 where there is none. */
    long lastAttestation() {
        return attestations.values().stream().mapToLong(Attestation::at).max().orElse(0);
    }

    /** Active time of the last release, or of the last attestation where none was due. */
    long lastRelease() {
        return releases.values().stream().mapToLong(Released::at).max().orElse(lastAttestation());
    }

    /** Active time of the first abort; 0 where there is none. */
    long firstAbort() {
        return aborts.values().stream().mapToLong(Abort::at).min().orElse(0);
    }

    /** Active time until which releases are due. */
    long releaseDeadline() {
        return lastAttestation() + policy.releaseSeconds() * 1_000;
    }

    /**
     * The run's state.
     *
     * @param tau active time, millis
     */
    RunState state(long tau) {
        if (decided) {
            return RunState.DECIDED;
        }
        Optional<CommonPart> common = agreed();
        if (common.isPresent()) {
            if (withholding(common.get()).isEmpty()) {
                return RunState.RELEASED;
            }
            return tau <= releaseDeadline() ? RunState.ATTESTED : RunState.WITHHELD;
        }
        if (!aborts.isEmpty()) {
            return RunState.ABORTED;
        }
        if (tau > run.deadline()) {
            return RunState.LATE;
        }
        return allCommitted() ? RunState.COMPUTING : RunState.STARTED;
    }
}
