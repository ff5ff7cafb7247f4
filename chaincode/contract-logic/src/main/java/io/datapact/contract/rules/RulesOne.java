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

/** Version 1: one class of rules per feature. */
final class RulesOne implements Rules {
    private final GovernanceRules governance;
    private final MemberRules members;
    private final RunStartRules starts;
    private final EvidenceRules evidence;

    RulesOne(SignatureVerifier verifier) {
        this.governance = new GovernanceRules(verifier);
        this.members = new MemberRules(verifier);
        this.starts = new RunStartRules(verifier);
        this.evidence = new EvidenceRules(verifier);
    }

    @Override
    public void decide(RuleContext context, Command command) {
        switch (command) {
            case GovernanceCommand c -> governance.decide(context, c);
            case MemberCommand c -> members.decide(context, c);
            case DatasetCommand c -> DatasetRules.decide(context, c);
            case AlgorithmCommand c -> AlgorithmRules.decide(context, c);
            case TaskCommand c -> TaskRules.decide(context, c);
            case RunCommand.StartRun c -> starts.decide(context, c);
            case RunCommand c -> RunRules.decide(context, c);
            case EvidenceCommand c -> evidence.decide(context, c);
            case SettlementCommand.OpenDispute c -> DisputeRules.open(context, c);
            case SettlementCommand.Rule c -> DisputeRules.rule(context, c);
            case SettlementCommand.CloseRun c -> CloseRunRules.decide(context, c);
            case SettlementCommand c -> MoneyRules.decide(context, c);
        }
    }
}
