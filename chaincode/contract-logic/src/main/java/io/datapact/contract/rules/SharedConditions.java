package io.datapact.contract.rules;

import io.datapact.contract.rules.CommandRow.Condition;
import io.datapact.contract.rules.CommandRow.Shared;
import java.util.List;
import java.util.stream.Stream;

/** What rows of the command table share. */
final class SharedConditions {
    /** {@link CommonConditions} and {@link CommandForm}: asked of every command. */
    static final Shared COMMON = new Shared(
            "common conditions",
            List.of(
                    new Condition(
                            Reason.MALFORMED,
                            "the envelope, the payload and all that is inside have the form; chains inside are signed,"
                                    + " which is told only where the command's own signature holds"),
                    new Condition(Reason.WRONG_NETWORK, "the command names this network"),
                    new Condition(
                            Reason.RULES_UNKNOWN,
                            "this jar has the rules in force, those of the command's run, and those that an Enact"
                                    + " brings"),
                    new Condition(
                            Reason.COMMAND_EXPIRED,
                            "`validUntil` is not past, and at most 24 hours ahead (10 minutes for StartRun)"),
                    new Condition(
                            Reason.CERTIFICATE_UNKNOWN, "the signer's certificate is registered, the signature its"),
                    new Condition(Reason.CERTIFICATE_NOT_YET, "the certificate is valid and effective already"),
                    new Condition(Reason.CERTIFICATE_EXPIRED, "it has not expired"),
                    new Condition(
                            Reason.CERTIFICATE_REVOKED,
                            "it is not revoked, nor an admin's or revoker's of an era that was reset"),
                    new Condition(
                            Reason.CERTIFICATE_WRONG_ROLE,
                            "its role is one of the row's and the payload's; where the row says *owner*, the member is"
                                    + " it"),
                    new Condition(
                            Reason.MEMBER_SUSPENDED, "the member is ACTIVE and not leaving, unless the row says S"),
                    new Condition(Reason.NETWORK_PAUSED, "no pause is on, unless the row says P"),
                    new Condition(Reason.ALREADY_DECIDED, "the very same payload was not accepted before")),
            List.of(
                    KeyKind.FRAME,
                    KeyKind.PAUSE,
                    KeyKind.MEMBER,
                    KeyKind.CERTIFICATE,
                    KeyKind.ADMINS,
                    KeyKind.ADMIN,
                    KeyKind.COMMAND,
                    KeyKind.RUN));

    /** {@link AdmissionChecks}. */
    static final Shared ADMISSION = new Shared(
            "admission",
            List.of(
                    new Condition(
                            Reason.ALGORITHM_NOT_ACCEPTED,
                            "the algorithm's version is there, not retired, and accepted by as many reviewers as"
                                    + " policy asks"),
                    new Condition(
                            Reason.TRUST_NOT_ACCEPTED,
                            "trust model and fairness are the algorithm's, and every input's terms accept them"),
                    new Condition(Reason.SIMULATED_NOT_ACCEPTED, "so is `simulated`"),
                    new Condition(
                            Reason.DATASET_WITHDRAWN,
                            "each input's dataset is ACTIVE, its version there and not wholly deleted"),
                    new Condition(
                            Reason.COLUMN_NEVER_RELEASED,
                            "each column is in the schema, and no terms say that it is never released"),
                    new Condition(Reason.PURPOSE_NOT_ALLOWED, "terms allow the purpose"),
                    new Condition(Reason.OPERATION_NOT_ALLOWED, "algorithm and terms allow the operation"),
                    new Condition(
                            Reason.RECIPIENT_NOT_ALLOWED,
                            "terms allow each recipient other than the owner, and the transfer abroad"),
                    new Condition(
                            Reason.GROUP_TOO_SMALL, "each output's smallest group is the largest of terms and policy"),
                    new Condition(Reason.PRICE_TOO_LOW, "the price is the sum of prices per use, in their currency"),
                    new Condition(Reason.NODE_UNKNOWN, "each party's node is registered, its member ACTIVE")),
            List.of(
                    KeyKind.POLICY,
                    KeyKind.MEMBER,
                    KeyKind.NODE,
                    KeyKind.DATASET,
                    KeyKind.VERSION,
                    KeyKind.WHOLE_DELETED,
                    KeyKind.ALGORITHM,
                    KeyKind.REVIEW));

    /** {@link ConsistencyChecks} and {@link MoneyTermsChecks}. */
    static final Shared CONSISTENCY = new Shared(
            "consistency",
            List.of(
                    new Condition(Reason.NOT_A_PARTY, "every input owner and every recipient is a party in that role"),
                    new Condition(
                            Reason.MANIFEST_MISMATCH,
                            "network, proposer, policy, payer, inputs, parties, outputs, limits, trust and terms agree"
                                    + " with the ledger and with each other")),
            List.of(KeyKind.POLICY, KeyKind.MEMBER));

    /** {@link TaskRules#task}. */
    static final Shared TASK_THERE = new Shared(
            "task there", List.of(new Condition(Reason.MANIFEST_MISMATCH, "the task is there")), List.of(KeyKind.TASK));

    /** {@link TaskStates#requireOpen}. */
    static final Shared TASK_OPEN = new Shared(
            "task open",
            List.of(new Condition(Reason.STATE_FORBIDS, "the task is neither closed nor past its `notAfter`")),
            List.of(KeyKind.CLOSED));

    /** {@link Slots}. */
    static final Shared OWN_SLOT = new Shared(
            "own slot",
            List.of(new Condition(Reason.NOT_A_PARTY, "the member must approve the task, and has the slot named")),
            List.of(KeyKind.POLICY));

    /** {@link Approvals#requireAll}. */
    static final Shared APPROVALS = new Shared(
            "approvals stand",
            List.of(
                    new Condition(Reason.APPROVAL_MISSING, "each slot is filled"),
                    new Condition(Reason.APPROVAL_EXPIRED, "none has expired"),
                    new Condition(
                            Reason.APPROVAL_REVOKED,
                            "none is revoked, nor its certificate, nor its standing approval ended; its member is"
                                    + " ACTIVE")),
            List.of(KeyKind.POLICY, KeyKind.MEMBER, KeyKind.CERTIFICATE, KeyKind.APPROVAL, KeyKind.STANDING));

    /** {@link RunFacts}. */
    static final Shared RUN_STARTED = new Shared(
            "run started",
            List.of(new Condition(Reason.NOT_NEXT, "the run has started")),
            List.of(
                    KeyKind.POLICY,
                    KeyKind.TASK,
                    KeyKind.RUN,
                    KeyKind.INPUT,
                    KeyKind.ATTESTATION,
                    KeyKind.ABORT,
                    KeyKind.RELEASE,
                    KeyKind.OUTCOME));

    /** {@link RunStates}. */
    static final Shared RUN_NOT_STARTED = new Shared(
            "run not started",
            List.of(new Condition(Reason.STATE_FORBIDS, "the run has not started")),
            Stream.concat(Stream.of(KeyKind.PAUSE), RUN_STARTED.reads().stream())
                    .toList());

    /** {@link MoneyRules#debit}. */
    static final Shared DEBIT = new Shared(
            "debit", List.of(new Condition(Reason.BALANCE_TOO_LOW, "the balance suffices")), List.of(KeyKind.ACCOUNT));

    /** Into an account. */
    static final Shared CREDIT = new Shared(
            "credit",
            List.of(new Condition(Reason.QUOTA_EXCEEDED, "the balance stays within 2^53 - 1")),
            List.of(KeyKind.ACCOUNT));

    private SharedConditions() {}

    /** Those that rows name, in order of first use. */
    static List<Shared> named() {
        return List.of(
                ADMISSION,
                CONSISTENCY,
                TASK_THERE,
                TASK_OPEN,
                OWN_SLOT,
                APPROVALS,
                RUN_STARTED,
                RUN_NOT_STARTED,
                DEBIT,
                CREDIT);
    }
}
