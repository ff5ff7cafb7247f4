package io.datapact.contract.rules;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import java.util.List;

/** Rows of {@link GovernanceRules}, {@link MemberRules}, {@link DatasetRules} and {@link AlgorithmRules}. */
final class RegistryRows {
    private static final CommandRow VOTE = CommandRow.of(GovernanceCommand.Vote.class)
            .asks(Reason.ALREADY_DECIDED, "the motion is not enacted")
            .asks(Reason.NOT_A_PARTY, "the member is on the roster")
            .asks(Reason.OUTSIDE_WINDOW, "the motion expires within 30 days")
            .asks(Reason.WINDOW_OVER, "it has not expired")
            .reads(KeyKind.ROSTER, KeyKind.ENACTED)
            .writes(KeyKind.VOTE);

    private static final CommandRow ENACT = CommandRow.of(GovernanceCommand.Enact.class)
            .asks(Reason.CERTIFICATE_UNKNOWN, "first admins' chains reach the member's roots")
            .asks(Reason.CERTIFICATE_NOT_YET, "their certificates are valid already")
            .asks(Reason.CERTIFICATE_EXPIRED, "and still")
            .asks(Reason.ALREADY_DECIDED, "the motion is not enacted, and would change something")
            .asks(Reason.NOT_A_PARTY, "whom it names is a member")
            .asks(Reason.MANIFEST_MISMATCH, "a list names each once; a log key is named only of a log")
            .asks(Reason.NOT_NEXT, "a policy or rule book is the next")
            .asks(Reason.WINDOW_OVER, "the motion has not expired")
            .asks(
                    Reason.QUORUM_MISSING,
                    "yes votes of unrevoked certificates of the roster, its target apart: more than two thirds, at"
                            + " least 2")
            .asks(Reason.BASE_CHANGED, "the record that it changes is the one voted on")
            .asks(
                    Reason.KEY_IN_USE,
                    "a new member's name and new keys are free; a log's key is none that it had before")
            .asks(Reason.QUOTA_EXCEEDED, "the roster has room")
            .reads(
                    KeyKind.GENESIS,
                    KeyKind.FRAME,
                    KeyKind.ROSTER,
                    KeyKind.PAUSE,
                    KeyKind.WITNESSES,
                    KeyKind.REFERENCE_VALUES,
                    KeyKind.AUTHORITY,
                    KeyKind.FORMER_LOG_KEY,
                    KeyKind.MEMBER,
                    KeyKind.CERTIFICATE,
                    KeyKind.SPKI,
                    KeyKind.ADMINS,
                    KeyKind.ADMIN,
                    KeyKind.VOTE,
                    KeyKind.ENACTED)
            .writes(
                    KeyKind.FRAME,
                    KeyKind.ROSTER,
                    KeyKind.PAUSE,
                    KeyKind.WITNESSES,
                    KeyKind.REFERENCE_VALUES,
                    KeyKind.AUTHORITY,
                    KeyKind.FORMER_LOG_KEY,
                    KeyKind.POLICY,
                    KeyKind.MEMBER,
                    KeyKind.CERTIFICATE,
                    KeyKind.SPKI,
                    KeyKind.ADMINS,
                    KeyKind.ADMIN,
                    KeyKind.ENACTED);

    private static final CommandRow PAUSE = CommandRow.of(GovernanceCommand.PauseBriefly.class)
            .asks(Reason.QUOTA_EXCEEDED, "the member's last brief pause began 30 days ago or more")
            .asks(Reason.QUOTA_EXCEEDED, "any brief pause ended 24 hours ago or more")
            .reads(KeyKind.PAUSE, KeyKind.PAUSED)
            .writes(KeyKind.PAUSE, KeyKind.PAUSED);

    private static final CommandRow RESUME = CommandRow.of(GovernanceCommand.Resume.class)
            .asks(Reason.ALREADY_DECIDED, "a pause is on")
            .asks(Reason.NOT_A_PARTY, "it is the member's own brief one")
            .reads(KeyKind.PAUSE)
            .writes(KeyKind.PAUSE);

    private static final CommandRow LEAVE = CommandRow.of(GovernanceCommand.RequestLeave.class)
            .asks(Reason.ALREADY_DECIDED, "the member is not leaving yet")
            .asks(Reason.QUORUM_MISSING, "two or more stay on the roster")
            .reads(KeyKind.ROSTER, KeyKind.PAUSE, KeyKind.MEMBER)
            .writes(KeyKind.ROSTER, KeyKind.MEMBER);

    private static final CommandRow REGISTER_CERTIFICATE = CommandRow.of(MemberCommand.RegisterCertificate.class)
            .asks(Reason.CERTIFICATE_UNKNOWN, "the chain reaches a root of the member")
            .asks(Reason.CERTIFICATE_NOT_YET, "all of it is valid already")
            .asks(Reason.CERTIFICATE_EXPIRED, "and still")
            .asks(Reason.KEY_IN_USE, "key and certificate are not registered")
            .reads(KeyKind.POLICY, KeyKind.MEMBER, KeyKind.CERTIFICATE, KeyKind.SPKI, KeyKind.ADMINS)
            .writes(KeyKind.CERTIFICATE, KeyKind.SPKI, KeyKind.NODE, KeyKind.ADMIN);

    private static final CommandRow REVOKE_CERTIFICATE = CommandRow.of(MemberCommand.RevokeCertificate.class)
            .asks(Reason.CERTIFICATE_UNKNOWN, "the certificate is registered")
            .asks(Reason.CERTIFICATE_WRONG_ROLE, "it is the member's own")
            .asks(Reason.ALREADY_DECIDED, "it is not revoked")
            .asks(Reason.OUTSIDE_WINDOW, "the invalidity date is past and within policy's look-back")
            .reads(KeyKind.POLICY, KeyKind.CERTIFICATE)
            .writes(KeyKind.CERTIFICATE);

    private static final CommandRow REGISTER_DATASET = CommandRow.of(DatasetCommand.RegisterDataset.class)
            .asks(Reason.CERTIFICATE_WRONG_ROLE, "the dataset that it derives from is the member's own")
            .asks(Reason.DATASET_WITHDRAWN, "and there")
            .asks(Reason.KEY_IN_USE, "the name is free")
            .reads(KeyKind.DATASET)
            .writes(KeyKind.DATASET);

    private static final CommandRow PUBLISH = CommandRow.of(DatasetCommand.PublishVersion.class)
            .asks(Reason.DATASET_WITHDRAWN, "the dataset is there and ACTIVE")
            .asks(Reason.NOT_NEXT, "the version is the next")
            .reads(KeyKind.DATASET)
            .writes(KeyKind.DATASET, KeyKind.VERSION);

    private static final CommandRow WITHDRAW = CommandRow.of(DatasetCommand.WithdrawDataset.class)
            .asks(Reason.DATASET_WITHDRAWN, "the dataset is there")
            .asks(Reason.ALREADY_DECIDED, "and ACTIVE")
            .reads(KeyKind.DATASET)
            .writes(KeyKind.DATASET);

    private static final CommandRow REGISTER_ALGORITHM = CommandRow.of(AlgorithmCommand.RegisterAlgorithm.class)
            .asks(Reason.NOT_NEXT, "the version before is there")
            .asks(Reason.KEY_IN_USE, "this one is not")
            .reads(KeyKind.ALGORITHM)
            .writes(KeyKind.ALGORITHM);

    private static final CommandRow RETIRE = CommandRow.of(AlgorithmCommand.RetireAlgorithm.class)
            .asks(Reason.ALGORITHM_NOT_ACCEPTED, "the version is there")
            .asks(Reason.ALREADY_DECIDED, "and not retired")
            .reads(KeyKind.ALGORITHM)
            .writes(KeyKind.ALGORITHM);

    private static final CommandRow REVIEW = CommandRow.of(AlgorithmCommand.ReviewAlgorithm.class)
            .asks(Reason.CERTIFICATE_WRONG_ROLE, "the frame names the member a reviewer")
            .asks(Reason.ALGORITHM_NOT_ACCEPTED, "the version is there")
            .asks(Reason.MANIFEST_MISMATCH, "with this plugin's digest")
            .reads(KeyKind.ALGORITHM)
            .writes(KeyKind.REVIEW);

    private RegistryRows() {}

    static List<CommandRow> rows() {
        return List.of(
                VOTE,
                ENACT,
                PAUSE,
                RESUME,
                LEAVE,
                REGISTER_CERTIFICATE,
                REVOKE_CERTIFICATE,
                REGISTER_DATASET,
                PUBLISH,
                WITHDRAW,
                REGISTER_ALGORITHM,
                RETIRE,
                REVIEW);
    }
}
