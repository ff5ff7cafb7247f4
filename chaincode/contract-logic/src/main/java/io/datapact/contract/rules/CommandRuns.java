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
import io.datapact.contract.run.RunId;
import java.util.Optional;

/** Which run a command is about. */
final class CommandRuns {
    private CommandRuns() {}

    static Optional<RunId> of(Command command) {
        return switch (command) {
            case RunCommand c -> Optional.of(c.run());
            case EvidenceCommand.AnchorEvidence c -> Optional.of(c.run());
            case EvidenceCommand.RecordDenial c -> Optional.empty();
            case EvidenceCommand.RecordDeletion c -> Optional.empty();
            case SettlementCommand.FundTask c -> Optional.of(c.run());
            case SettlementCommand.LockDeposit c -> Optional.of(c.run());
            case SettlementCommand.Unlock c -> Optional.of(c.run());
            case SettlementCommand.CloseRun c -> Optional.of(c.run());
            case SettlementCommand.OpenDispute c -> Optional.of(c.run());
            case SettlementCommand.Rule c -> Optional.of(c.run());
            case SettlementCommand.PayOut c -> Optional.empty();
            case SettlementCommand.PayIn c -> Optional.empty();
            case SettlementCommand.Collect c -> Optional.empty();
            case GovernanceCommand c -> Optional.empty();
            case MemberCommand c -> Optional.empty();
            case DatasetCommand c -> Optional.empty();
            case AlgorithmCommand c -> Optional.empty();
            case TaskCommand c -> Optional.empty();
        };
    }
}
