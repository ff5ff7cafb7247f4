package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.function.UnaryOperator;

/** A start that is fine until faults bend it. */
final class StartBench implements PrecedenceTest.Bench {
    static final RunId RUN = new RunId(new TaskId("bank-a/2026-000001"), 1);

    private final Scenario scenario = Scenario.begun();
    private boolean ready = true;
    private String member = "bank-a";

    StartBench() {
        TaskManifest manifest = scenario.fixture().aTask().build();
        scenario.story().propose(manifest);
        scenario.story().approve(manifest);
        scenario.story().fund(manifest, 1);
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    /** Bends the manifest as the ledger keeps it, digest and all else unchanged. */
    void editManifest(UnaryOperator<TaskManifest> change) {
        scenario.edit(
                TaskKeys.task(RUN.task()),
                task -> new Task(
                        change.apply(task.manifest()), task.digest(), task.proposerCertificate(), task.proposed()));
    }

    void withoutReadys() {
        ready = false;
    }

    void by(String other) {
        member = other;
    }

    @Override
    public Command command() {
        Task task = scenario.read(TaskKeys.task(RUN.task())).orElseThrow();
        List<Bytes> readys = task.manifest().parties().stream()
                .map(party ->
                        scenario.fixture().ready(party.node().member().value(), RUN, task.digest(), scenario.time()))
                .toList();
        return new RunCommand.StartRun(RUN, ready ? readys : List.of());
    }

    @Override
    public String member() {
        return member;
    }

    @Override
    public Role role() {
        return Role.NODE;
    }
}
