package io.datapact.contract.rules;

import static io.datapact.contract.rules.SharedConditions.ADMISSION;
import static io.datapact.contract.rules.SharedConditions.CONSISTENCY;
import static io.datapact.contract.rules.SharedConditions.OWN_SLOT;
import static io.datapact.contract.rules.SharedConditions.TASK_OPEN;
import static io.datapact.contract.rules.SharedConditions.TASK_THERE;

import io.datapact.contract.command.TaskCommand;
import java.util.List;

/** Rows of {@link TaskRules}, {@link ApprovalRules} and {@link StandingRules}. */
final class TaskRows {
    private static final CommandRow PROPOSE = CommandRow.of(TaskCommand.ProposeTask.class)
            .asks(ADMISSION)
            .asks(CONSISTENCY)
            .asks(Reason.POLICY_OUTDATED, "the manifest names the policy in force")
            .asks(Reason.OUTSIDE_WINDOW, "`notAfter` is ahead, by 180 days at most; no terms have expired")
            .asks(Reason.KEY_IN_USE, "the id is free")
            .asks(
                    Reason.QUOTA_EXCEEDED,
                    "the proposer's slot is one that policy gives, and free: empty, or its task closed or past")
            .reads(KeyKind.POLICY, KeyKind.TASK, KeyKind.CLOSED, KeyKind.SLOT)
            .writes(KeyKind.TASK, KeyKind.SLOT);

    private static final CommandRow APPROVE = CommandRow.of(TaskCommand.ApproveTask.class)
            .asks(TASK_THERE)
            .asks(TASK_OPEN)
            .asks(OWN_SLOT)
            .asks(Reason.MANIFEST_MISMATCH, "the digest is the manifest's; the standing approval named is there")
            .asks(
                    Reason.FOUR_EYES,
                    "the signer fills no other slot of its member; under four-eyes neither signer nor granters"
                            + " proposed")
            .asks(Reason.APPROVAL_MISSING, "the standing approval is granted by as many as policy asks")
            .asks(Reason.APPROVAL_REVOKED, "and not ended, nor their certificates revoked")
            .asks(Reason.STANDING_EXCEEDED, "the task lies within its template")
            .asks(Reason.BASE_CHANGED, "`after` is the slot's newest seq; the sum of all by a standing approval")
            .reads(KeyKind.CERTIFICATE, KeyKind.APPROVAL, KeyKind.STANDING)
            .writes(KeyKind.APPROVAL);

    private static final CommandRow REVOKE = CommandRow.of(TaskCommand.RevokeApproval.class)
            .asks(TASK_THERE)
            .asks(OWN_SLOT)
            .asks(Reason.BASE_CHANGED, "`after` is the slot's newest seq, 0 where it is empty")
            .reads(KeyKind.APPROVAL)
            .writes(KeyKind.APPROVAL);

    private static final CommandRow CLOSE = CommandRow.of(TaskCommand.CloseTask.class)
            .asks(TASK_THERE)
            .asks(TASK_OPEN)
            .asks(Reason.NOT_A_PARTY, "the member proposed the task or must approve it")
            .reads(KeyKind.POLICY)
            .writes(KeyKind.CLOSED);

    private static final CommandRow GRANT = CommandRow.of(TaskCommand.GrantStanding.class)
            .asks(Reason.ALREADY_DECIDED, "it has not ended, and fewer than two people granted it")
            .asks(Reason.MANIFEST_MISMATCH, "by the same template")
            .asks(Reason.FOUR_EYES, "and it was another person")
            .reads(KeyKind.CERTIFICATE, KeyKind.STANDING)
            .writes(KeyKind.STANDING);

    private static final CommandRow END = CommandRow.of(TaskCommand.EndStanding.class)
            .asks(Reason.MANIFEST_MISMATCH, "the standing approval is there")
            .asks(Reason.ALREADY_DECIDED, "and has not ended")
            .reads(KeyKind.STANDING)
            .writes(KeyKind.STANDING);

    private TaskRows() {}

    static List<CommandRow> rows() {
        return List.of(PROPOSE, APPROVE, REVOKE, CLOSE, GRANT, END);
    }
}
