package io.datapact.contract.invariant;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.MemberId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Members that are suspended or leave approve, propose, lock, pause and start nothing more, and judge nothing. */
public final class LeaversStop implements Invariant {
    private final SortedSet<MemberId> suspended = new TreeSet<>();
    private final SortedSet<MemberId> leaving = new TreeSet<>();

    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        boolean out = suspended.contains(told.member()) || leaving.contains(told.member());
        boolean stopped = switch (told.command()) {
            case TaskCommand.ProposeTask c -> out;
            case TaskCommand.ApproveTask c -> out;
            case TaskCommand.GrantStanding c -> out;
            case RunCommand.StartRun c -> out;
            case RunCommand.CommitInput c -> out;
            case SettlementCommand.FundTask c -> out;
            case SettlementCommand.LockDeposit c -> out;
            case SettlementCommand.PayIn c -> out;
            case SettlementCommand.Rule c -> out;
            case GovernanceCommand.PauseBriefly c -> out;
            case GovernanceCommand.Vote c -> leaving.contains(told.member());
            case GovernanceCommand.RequestLeave c -> !leaving.add(told.member());
            default -> false;
        };
        if (told.command() instanceof GovernanceCommand.Enact enact) {
            switch (enact.motion().asked()) {
                case Action.Suspend suspend -> suspended.add(suspend.member());
                case Action.Reinstate reinstate -> suspended.remove(reinstate.member());
                default -> {}
            }
        }
        return Invariant.unless(!stopped, "accepted of a member that is suspended or leaving");
    }
}
