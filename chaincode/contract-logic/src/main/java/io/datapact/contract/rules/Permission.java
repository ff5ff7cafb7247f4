package io.datapact.contract.rules;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Role;
import java.util.List;
import java.util.Optional;

/**
 * Who may sign a command, and when: the columns "role", P and S of contract.md section 5.
 *
 * @param roles         roles that may sign
 * @param whilePaused   whether it is allowed while the network is paused (P)
 * @param whileLeaving  whether a suspended or leaving member may sign it (S)
 */
record Permission(List<Role> roles, boolean whilePaused, boolean whileLeaving) {
    private static final List<Role> ADMIN = List.of(Role.ADMIN);
    private static final List<Role> NODE = List.of(Role.NODE);
    private static final List<Role> APPROVER = List.of(Role.APPROVER);
    private static final List<Role> MONEY = List.of(Role.ADMIN, Role.APPROVER, Role.NODE, Role.MARKET);
    private static final List<Role> ANYONE =
            List.of(Role.ADMIN, Role.APPROVER, Role.AUTO_APPROVER, Role.NODE, Role.REVOKER, Role.MARKET);

    static Permission of(Command command) {
        return switch (command) {
            case GovernanceCommand.Vote c -> always(ADMIN);
            case GovernanceCommand.Enact c -> always(ANYONE);
            case GovernanceCommand.PauseBriefly c -> active(ADMIN);
            case GovernanceCommand.Resume c -> new Permission(ADMIN, true, false);
            case GovernanceCommand.RequestLeave c -> always(ADMIN);
            case MemberCommand.RegisterCertificate c -> always(ADMIN);
            case MemberCommand.RevokeCertificate c -> always(List.of(Role.ADMIN, Role.REVOKER));
            case DatasetCommand.WithdrawDataset c -> always(APPROVER);
            case DatasetCommand c -> active(APPROVER);
            case AlgorithmCommand c -> active(APPROVER);
            case TaskCommand.ProposeTask c -> active(APPROVER);
            case TaskCommand.ApproveTask c -> active(c.standing().isPresent() ? List.of(Role.AUTO_APPROVER) : APPROVER);
            case TaskCommand.GrantStanding c -> active(APPROVER);
            case TaskCommand.EndStanding c -> always(APPROVER);
            case TaskCommand.RevokeApproval c -> always(List.of(Role.APPROVER, Role.ADMIN));
            case TaskCommand.CloseTask c -> always(APPROVER);
            case RunCommand.StartRun c -> active(NODE);
            case RunCommand.CommitInput c -> active(NODE);
            case RunCommand.Release c -> new Permission(NODE, false, true);
            case RunCommand.AbortRun c -> always(List.of(Role.NODE, Role.APPROVER, Role.ADMIN));
            case RunCommand c -> always(NODE);
            case EvidenceCommand c -> always(NODE);
            case SettlementCommand.PayIn c -> active(List.of(Role.MARKET));
            case SettlementCommand.FundTask c -> active(MONEY);
            case SettlementCommand.LockDeposit c -> active(MONEY);
            case SettlementCommand.Collect c -> always(MONEY);
            case SettlementCommand.Unlock c -> always(MONEY);
            case SettlementCommand.PayOut c -> always(MONEY);
            case SettlementCommand.OpenDispute c -> always(MONEY);
            case SettlementCommand.Rule c -> new Permission(APPROVER, true, false);
            case SettlementCommand.CloseRun c -> always(ANYONE);
        };
    }

    /** The one member that may sign, where the command itself says which: things bear their maker's name. */
    static Optional<MemberId> owner(Command command) {
        return switch (command) {
            case MemberCommand.RegisterCertificate c -> Optional.of(c.member());
            case DatasetCommand.RegisterDataset c -> Optional.of(c.dataset().member());
            case DatasetCommand.PublishVersion c -> Optional.of(c.dataset().member());
            case DatasetCommand.WithdrawDataset c -> Optional.of(c.dataset().member());
            case AlgorithmCommand.RegisterAlgorithm c ->
                Optional.of(c.algorithm().member());
            case AlgorithmCommand.RetireAlgorithm c -> Optional.of(c.algorithm().member());
            case TaskCommand.ProposeTask c -> Optional.of(c.manifest().task().member());
            case TaskCommand.ApproveTask c -> c.standing().map(StandingId::member);
            case TaskCommand.GrantStanding c -> Optional.of(c.standing().member());
            case TaskCommand.EndStanding c -> Optional.of(c.standing().member());
            case EvidenceCommand.RecordDeletion c ->
                c.rows().map(DeletedRows::dataset).map(DatasetId::member);
            default -> Optional.empty();
        };
    }

    private static Permission always(List<Role> roles) {
        return new Permission(roles, true, true);
    }

    private static Permission active(List<Role> roles) {
        return new Permission(roles, false, false);
    }
}
