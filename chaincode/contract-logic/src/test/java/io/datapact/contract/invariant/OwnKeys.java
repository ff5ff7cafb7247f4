package io.datapact.contract.invariant;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.TaskInput;
import java.util.ArrayList;
import java.util.List;

/** What each command may write: the last column of contract.md section 5, as patterns with at most one star each. */
final class OwnKeys {
    private OwnKeys() {}

    static List<String> of(Told told) {
        MemberId me = told.member();
        return switch (told.command()) {
            case GovernanceCommand c -> governance(me, c);
            case MemberCommand.RegisterCertificate c ->
                List.of("cert/*", "spki/*", "node/" + me + "/*", "admin/" + me + "/*");
            case MemberCommand.RevokeCertificate c -> List.of("cert/" + c.certificate());
            case DatasetCommand c -> List.of("ds/" + me + "/*", "dsv/" + me + "/*");
            case AlgorithmCommand.ReviewAlgorithm c ->
                List.of("review/" + c.algorithm() + "/" + StateKey.number(c.version()) + "/" + me);
            case AlgorithmCommand c -> List.of("alg/" + me + "/*");
            case TaskCommand c -> tasks(me, c);
            case RunCommand c -> runs(told, me, c);
            case EvidenceCommand.AnchorEvidence c -> List.of("anchor/" + path(c.run()) + "/" + me + "/*");
            case EvidenceCommand.RecordDenial c -> List.of("denial/" + me + "/*", "denied/" + me + "/*");
            case EvidenceCommand.RecordDeletion c ->
                c.task()
                        .map(task -> List.of("deletion/task/" + task + "/" + me + "/*"))
                        .orElse(List.of("deletion/ds/" + me + "/*"));
            case SettlementCommand c -> money(told, me, c);
        };
    }

    private static List<String> governance(MemberId me, GovernanceCommand command) {
        return switch (command) {
            case GovernanceCommand.Vote c -> List.of("vote/" + c.motion().digest() + "/" + me);
            case GovernanceCommand.PauseBriefly c -> List.of("network/pause", "paused/" + me);
            case GovernanceCommand.Resume c -> List.of("network/pause");
            case GovernanceCommand.RequestLeave c -> List.of("member/" + me, "network/roster");
            case GovernanceCommand.Enact c -> {
                List<String> keys =
                        new ArrayList<>(List.of("enacted/" + c.motion().digest()));
                keys.addAll(enacted(c.motion().asked()));
                yield keys;
            }
        };
    }

    private static List<String> enacted(Action action) {
        return switch (action) {
            case Action.AddMember a -> List.of("member/" + a.member(), "network/roster", "cert/*", "spki/*");
            case Action.Suspend a -> List.of("member/" + a.member());
            case Action.Reinstate a -> List.of("member/" + a.member());
            case Action.SetRoots a -> List.of("member/" + a.member());
            case Action.ResetAdmins a ->
                List.of("admins/" + a.member(), "admin/" + a.member() + "/*", "cert/*", "spki/*");
            case Action.SetPolicy a ->
                List.of("policy/" + StateKey.number(a.policy().version()), "network/frame");
            case Action.UpgradeRules a -> List.of("network/frame");
            case Action.SetFrame a ->
                List.of(
                        "network/frame",
                        "network/witnesses",
                        "network/reference-values",
                        "network/authority",
                        "log-key/*");
            case Action.LongPause a -> List.of("network/pause");
            case Action.Resume a -> List.of("network/pause");
        };
    }

    private static List<String> tasks(MemberId me, TaskCommand command) {
        return switch (command) {
            case TaskCommand.ProposeTask c ->
                List.of(
                        "task/" + me + "/*",
                        "slot/" + me + "/" + StateKey.number(c.manifest().slot()));
            case TaskCommand.ApproveTask c -> List.of("approval/" + c.task() + "/" + me + "/*");
            case TaskCommand.RevokeApproval c -> List.of("approval/" + c.task() + "/" + me + "/*");
            case TaskCommand.CloseTask c -> List.of("closed/" + c.task());
            case TaskCommand.GrantStanding c -> List.of("standing/" + me + "/*");
            case TaskCommand.EndStanding c -> List.of("standing/" + me + "/*");
        };
    }

    private static List<String> runs(Told told, MemberId me, RunCommand command) {
        String path = path(command.run());
        return switch (command) {
            case RunCommand.StartRun c -> {
                List<String> keys = new ArrayList<>(List.of("run/" + path, "standing-used/*"));
                told.manifest(c.run().task()).inputs().forEach(input -> keys.add(used(told, input)));
                yield keys;
            }
            case RunCommand.CommitInput c -> List.of("input/" + path + "/" + c.input());
            case RunCommand.ReturnReservation c -> List.of("input/" + path + "/" + c.input(), "used/" + me + "/*");
            case RunCommand.AttestResult c -> List.of("att/" + path + "/" + me);
            case RunCommand.AbortRun c -> List.of("abort/" + path + "/" + me);
            case RunCommand.Release c -> List.of("release/" + path + "/" + me);
            case RunCommand.ConfirmReceipt c -> List.of("rcpt/" + path + "/" + me);
        };
    }

    private static String used(Told told, TaskInput input) {
        return "used/" + told.need(DatasetKeys.dataset(input.dataset())).lineageRoot() + "/*";
    }

    private static List<String> money(Told told, MemberId me, SettlementCommand command) {
        return switch (command) {
            case SettlementCommand.PayIn c -> List.of("payin/" + c.currency() + "/" + c.reference());
            case SettlementCommand.Collect c ->
                List.of("acct/" + me + "/" + c.currency(), "pay/" + me + "/*", "payin/" + c.currency() + "/*");
            case SettlementCommand.PayOut c ->
                List.of("acct/" + me + "/" + c.currency(), "payout/" + me + "/" + c.currency() + "/*");
            case SettlementCommand.FundTask c -> List.of("acct/" + me + "/*", "hold/" + path(c.run()));
            case SettlementCommand.LockDeposit c -> List.of("acct/" + me + "/*", "deposit/" + path(c.run()) + "/" + me);
            case SettlementCommand.Unlock c ->
                List.of("acct/" + me + "/*", "hold/" + path(c.run()), "deposit/" + path(c.run()) + "/" + me);
            case SettlementCommand.OpenDispute c -> List.of("acct/" + me + "/*", "dispute/" + path(c.run()) + "/" + me);
            case SettlementCommand.Rule c -> List.of("ruling/" + path(c.run()) + "/" + me);
            case SettlementCommand.CloseRun c ->
                List.of(
                        "outcome/" + path(c.run()),
                        "pay/*/" + told.manifest(c.run().task()).terms().currency() + "/" + path(c.run()));
        };
    }

    private static String path(RunId run) {
        return run.task() + "/" + StateKey.number(run.run());
    }
}
