package io.datapact.audit.rule;

import static io.datapact.contract.member.Role.ADMIN;
import static io.datapact.contract.member.Role.APPROVER;
import static io.datapact.contract.member.Role.AUTO_APPROVER;
import static io.datapact.contract.member.Role.MARKET;
import static io.datapact.contract.member.Role.NODE;
import static io.datapact.contract.member.Role.REVOKER;

import io.datapact.audit.history.Step;
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
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** D04: the signer's role permits the act, and things are made by the member whose name they bear. */
final class D04RolePermits implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "D04",
            2,
            Severity.HIGH,
            "GDPR 29, 32; JR/T 0196-2020 7.5",
            "The signer's certificate has a role that permits the act; what a member makes bears its name, and it"
                    + " records deletions only of its own data or of results that it received.",
            "签名者证书的角色允许该操作；成员所建之物冠以其名，且仅就自有数据或所收结果登记删除。");

    private final Findings findings;

    D04RolePermits(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        step.signer().ifPresent(signer -> {
            Set<Role> permitted = permitted(step.command());
            findings.require(
                    step.header().role() == signer.role() && permitted.contains(signer.role()),
                    new Reference(step.file(), "/role"),
                    "expected a certificate of role " + permitted + " that signs in it, found role " + signer.role()
                            + " signing as " + step.header().role());
            maker(step.command())
                    .ifPresent(maker -> findings.require(
                            maker.equals(signer.member()),
                            new Reference(step.file(), "/signer"),
                            "expected a certificate of " + maker + ", found one of " + signer.member()));
            if (step.command() instanceof EvidenceCommand.RecordDeletion deletion) {
                deletion.task().ifPresent(task -> requireRecipient(step, task, signer.member()));
            }
        });
    }

    private static Set<Role> permitted(Command command) {
        return switch (command) {
            case GovernanceCommand.Enact c -> anyone();
            case GovernanceCommand c -> EnumSet.of(ADMIN);
            case MemberCommand.RegisterCertificate c -> EnumSet.of(ADMIN);
            case MemberCommand.RevokeCertificate c -> EnumSet.of(ADMIN, REVOKER);
            case DatasetCommand c -> EnumSet.of(APPROVER);
            case AlgorithmCommand c -> EnumSet.of(APPROVER);
            case TaskCommand.ApproveTask c -> EnumSet.of(c.standing().isPresent() ? AUTO_APPROVER : APPROVER);
            case TaskCommand.RevokeApproval c -> EnumSet.of(APPROVER, ADMIN);
            case TaskCommand c -> EnumSet.of(APPROVER);
            case RunCommand.AbortRun c -> EnumSet.of(NODE, APPROVER, ADMIN);
            case RunCommand c -> EnumSet.of(NODE);
            case EvidenceCommand c -> EnumSet.of(NODE);
            case SettlementCommand.PayIn c -> EnumSet.of(MARKET);
            case SettlementCommand.Rule c -> EnumSet.of(APPROVER);
            case SettlementCommand.CloseRun c -> anyone();
            case SettlementCommand c -> EnumSet.of(ADMIN, APPROVER, NODE, MARKET);
        };
    }

    /** Only a recipient can say that it deleted a result. */
    private void requireRecipient(Step step, TaskId task, MemberId member) {
        boolean recipient = step.before()
                .manifest(task)
                .filter(manifest -> manifest.outputs().stream()
                        .anyMatch(output -> output.recipients().contains(member)))
                .isPresent();
        findings.require(
                recipient,
                new Reference(step.file(), "/signer"),
                "expected a recipient of results of " + task + ", found " + member);
    }

    private static Set<Role> anyone() {
        return EnumSet.of(ADMIN, APPROVER, AUTO_APPROVER, NODE, REVOKER, MARKET);
    }

    private static Optional<MemberId> maker(Command command) {
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
}
