package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandRunsTest {
    private static final Digest HEAD = ConsortiumFixture.digest("head");

    private final RunId run = new RunId(new TaskId("bank-a/2026-000001"), 1);

    @Test
    void every_command_that_names_one_run_is_decided_by_that_runs_version() {
        List<String> named = CommandCodec.types().values().stream()
                .filter(type ->
                        Stream.of(type.getRecordComponents()).anyMatch(component -> component.getType() == RunId.class))
                .map(Class::getSimpleName)
                .sorted()
                .toList();
        assertThat(named)
                .containsExactly(
                        "AbortRun",
                        "AnchorEvidence",
                        "AttestResult",
                        "CloseRun",
                        "CommitInput",
                        "ConfirmReceipt",
                        "FundTask",
                        "LockDeposit",
                        "OpenDispute",
                        "Release",
                        "ReturnReservation",
                        "Rule",
                        "StartRun",
                        "Unlock");
        for (Command command : List.of(
                new RunCommand.AbortRun(run, new Code("lost"), Optional.empty(), HEAD),
                new SettlementCommand.CloseRun(run),
                new SettlementCommand.FundTask(run),
                new SettlementCommand.LockDeposit(run),
                new SettlementCommand.Unlock(run),
                new EvidenceCommand.AnchorEvidence(run, 1, HEAD, 1))) {
            assertThat(CommandRuns.of(command)).contains(run);
        }
    }
}
