package io.datapact.contract.rules;

import static io.datapact.contract.rules.SharedConditions.ADMISSION;
import static io.datapact.contract.rules.SharedConditions.APPROVALS;
import static io.datapact.contract.rules.SharedConditions.CONSISTENCY;
import static io.datapact.contract.rules.SharedConditions.RUN_STARTED;
import static io.datapact.contract.rules.SharedConditions.TASK_OPEN;
import static io.datapact.contract.rules.SharedConditions.TASK_THERE;

import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.RunCommand;
import java.util.List;

/** Rows of {@link RunStartRules}, {@link RunRules}, {@link EvidenceRules} and {@link DeletionRules}. */
final class RunRows {
    private static final CommandRow START = CommandRow.of(RunCommand.StartRun.class)
            .asks(TASK_THERE)
            .asks(TASK_OPEN)
            .asks(ADMISSION)
            .asks(Reason.NOT_A_PARTY, "the member proposed the task or owns an input")
            .asks(CONSISTENCY)
            .asks(Reason.POLICY_OUTDATED, "the manifest names the policy in force, or its grace lasts")
            .asks(APPROVALS)
            .asks(Reason.STANDING_EXCEEDED, "what standing approvals have left in the period suffices")
            .asks(Reason.NOT_NEXT, "the run is the next")
            .asks(Reason.USES_EXHAUSTED, "within the task's runs, and each lineage's uses, in all and in the period")
            .asks(Reason.OUTSIDE_WINDOW, "`notBefore` is past; no terms have expired")
            .asks(Reason.FUNDS_MISSING, "the price is on hold")
            .asks(Reason.DEPOSIT_MISSING, "each deposit is locked")
            .asks(Reason.PARTY_NOT_READY, "each party's node signed a Ready for this run, 60 s old at most")
            .asks(Reason.PRIVACY_BUDGET_EXHAUSTED, "each lineage's epsilon suffices, in all and in the period")
            .reads(
                    KeyKind.PAUSE,
                    KeyKind.CERTIFICATE,
                    KeyKind.USED,
                    KeyKind.USED_TOTAL,
                    KeyKind.STANDING_USED,
                    KeyKind.RUN,
                    KeyKind.HOLD,
                    KeyKind.DEPOSIT)
            .writes(KeyKind.USED, KeyKind.USED_TOTAL, KeyKind.STANDING_USED, KeyKind.RUN);

    private static final CommandRow COMMIT = CommandRow.of(RunCommand.CommitInput.class)
            .asks(RUN_STARTED)
            .asks(Reason.MANIFEST_MISMATCH, "the task has the input")
            .asks(Reason.ALREADY_DECIDED, "it is neither committed nor returned")
            .asks(Reason.STATE_FORBIDS, "the run is STARTED")
            .asks(Reason.DATASET_WITHDRAWN, "the dataset is ACTIVE, the version not wholly deleted")
            .asks(Reason.NOT_A_PARTY, "the signer is the owner's node in the run")
            .asks(Reason.MANIFEST_MISMATCH, "the root is the one registered")
            .asks(Reason.APPROVAL_EXPIRED, "the owner's slots, which were filled at the start, have not expired")
            .asks(Reason.APPROVAL_REVOKED, "and stand otherwise")
            .reads(
                    KeyKind.POLICY,
                    KeyKind.PAUSE,
                    KeyKind.MEMBER,
                    KeyKind.CERTIFICATE,
                    KeyKind.DATASET,
                    KeyKind.VERSION,
                    KeyKind.WHOLE_DELETED,
                    KeyKind.APPROVAL,
                    KeyKind.STANDING)
            .writes(KeyKind.INPUT);

    private static final CommandRow GIVE_BACK = CommandRow.of(RunCommand.ReturnReservation.class)
            .asks(RUN_STARTED)
            .asks(Reason.MANIFEST_MISMATCH, "the task has the input")
            .asks(Reason.ALREADY_DECIDED, "it is neither committed nor returned")
            .asks(Reason.STATE_FORBIDS, "the run is ABORTED, decided, or LATE by 120 s")
            .asks(Reason.NOT_A_PARTY, "the signer is the owner's node in the run")
            .reads(KeyKind.PAUSE, KeyKind.DATASET, KeyKind.USED, KeyKind.USED_TOTAL)
            .writes(KeyKind.USED, KeyKind.USED_TOTAL, KeyKind.INPUT);

    private static final CommandRow ATTEST = CommandRow.of(RunCommand.AttestResult.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the member has not attested")
            .asks(Reason.STATE_FORBIDS, "the run is COMPUTING")
            .asks(Reason.NOT_A_PARTY, "the member is a party")
            .asks(Reason.MANIFEST_MISMATCH, "what it attests agrees with manifest, algorithm and inputs")
            .reads(KeyKind.PAUSE, KeyKind.ALGORITHM)
            .writes(KeyKind.ATTESTATION);

    private static final CommandRow ABORT = CommandRow.of(RunCommand.AbortRun.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the member has neither aborted nor attested")
            .asks(Reason.STATE_FORBIDS, "the run is STARTED or COMPUTING")
            .asks(Reason.NOT_A_PARTY, "the member is a party, and whom it blames")
            .reads(KeyKind.PAUSE)
            .writes(KeyKind.ABORT);

    private static final CommandRow RELEASE = CommandRow.of(RunCommand.Release.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the member has not released")
            .asks(Reason.STATE_FORBIDS, "the run is ATTESTED")
            .asks(Reason.NOT_A_PARTY, "the member owes keys")
            .asks(Reason.MANIFEST_MISMATCH, "these are they")
            .reads(KeyKind.PAUSE)
            .writes(KeyKind.RELEASE);

    private static final CommandRow CONFIRM = CommandRow.of(RunCommand.ConfirmReceipt.class)
            .asks(RUN_STARTED)
            .asks(Reason.ALREADY_DECIDED, "the member has not confirmed")
            .asks(Reason.STATE_FORBIDS, "the run is RELEASED")
            .asks(Reason.NOT_A_PARTY, "the member is a recipient")
            .reads(KeyKind.PAUSE, KeyKind.RECEIPT)
            .writes(KeyKind.RECEIPT);

    private static final CommandRow ANCHOR = CommandRow.of(EvidenceCommand.AnchorEvidence.class)
            .asks(RUN_STARTED)
            .asks(Reason.NOT_A_PARTY, "the member is a party")
            .asks(Reason.NOT_NEXT, "seq is the next, the count not less than before")
            .asks(Reason.QUOTA_EXCEEDED, "seq is 16 at most")
            .reads(KeyKind.ANCHOR)
            .writes(KeyKind.ANCHOR);

    private static final CommandRow DENY = CommandRow.of(EvidenceCommand.RecordDenial.class)
            .asks(Reason.WRONG_NETWORK, "what was refused names this network")
            .asks(Reason.CERTIFICATE_UNKNOWN, "a registered certificate signed it")
            .asks(Reason.MEMBER_SUSPENDED, "the asker is ACTIVE")
            .asks(Reason.ALREADY_DECIDED, "this gate has neither denied it nor let it through")
            .asks(Reason.NOT_A_PARTY, "the certificate is the asker's")
            .asks(TASK_THERE)
            .asks(Reason.NOT_A_PARTY, "the gate is a party's node")
            .asks(Reason.NOT_NEXT, "seq is the next of the day")
            .asks(Reason.OUTSIDE_WINDOW, "told on its day or the day after; within a week where it is the day's last")
            .asks(Reason.QUOTA_EXCEEDED, "seq within the day's quota, an overflow only in its last")
            .reads(
                    KeyKind.POLICY,
                    KeyKind.MEMBER,
                    KeyKind.CERTIFICATE,
                    KeyKind.COMMAND,
                    KeyKind.RUN,
                    KeyKind.INPUT,
                    KeyKind.ATTESTATION,
                    KeyKind.ABORT,
                    KeyKind.RELEASE,
                    KeyKind.OUTCOME,
                    KeyKind.DENIAL,
                    KeyKind.DENIED)
            .writes(KeyKind.DENIAL, KeyKind.DENIED);

    private static final CommandRow DELETE = CommandRow.of(EvidenceCommand.RecordDeletion.class)
            .asks(Reason.ALREADY_DECIDED, "of rows: the version is not wholly deleted")
            .asks(Reason.DATASET_WITHDRAWN, "the version is there")
            .asks(Reason.NOT_NEXT, "seq is the next")
            .asks(TASK_THERE)
            .asks(Reason.NOT_A_PARTY, "of results: the member is a recipient")
            .asks(Reason.NOT_NEXT, "seq is the next")
            .reads(KeyKind.VERSION, KeyKind.ROWS_DELETED, KeyKind.WHOLE_DELETED, KeyKind.RESULTS_DELETED)
            .writes(KeyKind.ROWS_DELETED, KeyKind.WHOLE_DELETED, KeyKind.RESULTS_DELETED);

    private RunRows() {}

    static List<CommandRow> rows() {
        return List.of(START, COMMIT, GIVE_BACK, ATTEST, ABORT, RELEASE, CONFIRM, ANCHOR, DENY, DELETE);
    }
}
