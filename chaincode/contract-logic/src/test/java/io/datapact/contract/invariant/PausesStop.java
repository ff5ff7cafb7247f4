package io.datapact.contract.invariant;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import java.util.Optional;

/** In a pause nothing starts, nor is anything else accepted that contract.md section 5 does not mark P. */
public final class PausesStop implements Invariant {
    private long since;
    private long until;

    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        boolean paused = told.time() >= since && told.time() < until;
        if (paused && stops(told.command())) {
            return Optional.of("accepted in a pause");
        }
        switch (told.command()) {
            case GovernanceCommand.PauseBriefly pause -> begin(told.time(), pause.seconds());
            case GovernanceCommand.Resume resume -> until = told.time();
            case GovernanceCommand.Enact enact -> {
                switch (enact.motion().asked()) {
                    case Action.LongPause pause -> begin(told.time(), pause.seconds());
                    case Action.Resume resume -> until = told.time();
                    default -> {}
                }
            }
            default -> {}
        }
        return Optional.empty();
    }

    private void begin(long time, long seconds) {
        since = time;
        until = time + seconds * 1_000;
    }

    private static boolean stops(Command command) {
        return switch (command) {
            case RunCommand.StartRun c -> true;
            case RunCommand.CommitInput c -> true;
            case RunCommand.Release c -> true;
            case GovernanceCommand.PauseBriefly c -> true;
            case DatasetCommand.RegisterDataset c -> true;
            case DatasetCommand.PublishVersion c -> true;
            case AlgorithmCommand c -> true;
            case TaskCommand.ProposeTask c -> true;
            case TaskCommand.ApproveTask c -> true;
            case TaskCommand.GrantStanding c -> true;
            case SettlementCommand.FundTask c -> true;
            case SettlementCommand.LockDeposit c -> true;
            case SettlementCommand.PayIn c -> true;
            default -> false;
        };
    }
}
