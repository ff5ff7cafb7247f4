package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ManifestBuilder;

/** A proposal that is fine until faults bend it. */
final class ProposalBench implements PrecedenceTest.Bench {
    private final Scenario scenario = Scenario.begun();
    private final ManifestBuilder task = scenario.fixture().aTask();

    @Override
    public Scenario scenario() {
        return scenario;
    }

    ManifestBuilder task() {
        return task;
    }

    @Override
    public Command command() {
        return new TaskCommand.ProposeTask(task.build());
    }

    @Override
    public String member() {
        return "bank-a";
    }

    @Override
    public Role role() {
        return Role.APPROVER;
    }
}
