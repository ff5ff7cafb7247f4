package io.datapact.node.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/**
 * What this node's owner allows besides what its approvers sign; it can only narrow. Nothing runs without the member's
 * own approval of exactly the task, whatever stands here. An empty list narrows nothing.
 *
 * @param purposes   codes of which one must cover the purpose
 * @param operations operations allowed
 * @param proposers  members whose tasks may run here
 */
public record LocalPolicy(List<Code> purposes, List<Code> operations, List<MemberId> proposers) {
    /** Whatever the member's approvers have approved. */
    public static final LocalPolicy APPROVED_ONLY = new LocalPolicy(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public LocalPolicy {
        purposes = List.copyOf(purposes);
        operations = List.copyOf(operations);
        proposers = List.copyOf(proposers);
    }

    /** Why a task may not run here, or empty. */
    Optional<Refusal> refuses(TaskManifest manifest) {
        if (!purposes.isEmpty() && purposes.stream().noneMatch(each -> each.covers(manifest.purpose()))) {
            return Optional.of(
                    new Refusal(Reason.PURPOSE_NOT_ALLOWED, "this node's own policy: " + manifest.purpose()));
        }
        if (!operations.isEmpty() && !operations.contains(manifest.algorithm().operation())) {
            return Optional.of(new Refusal(
                    Reason.OPERATION_NOT_ALLOWED,
                    "this node's own policy: " + manifest.algorithm().operation()));
        }
        if (!proposers.isEmpty() && !proposers.contains(manifest.proposer())) {
            return Optional.of(new Refusal(
                    Reason.OPERATION_NOT_ALLOWED, "this node's own policy: proposer " + manifest.proposer()));
        }
        return Optional.empty();
    }
}
