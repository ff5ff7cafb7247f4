package io.datapact.contract.rules;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Draws commands about two tasks of two runs each, mostly in the order of a task's life, often not. */
final class HistoryGenerator {
    /** A command at a time after the one before. */
    record Step(String member, Role role, Command command, long millis) {}

    private final ConsortiumFixture fixture;
    private final Random random;
    private final List<TaskManifest> tasks;
    private final List<Step> script = new ArrayList<>();
    private long time;

    HistoryGenerator(ConsortiumFixture fixture, long begin, Random random) {
        this.fixture = fixture;
        this.random = random;
        this.time = begin;
        this.tasks = List.of(
                fixture.aTask().runs(2).build(),
                fixture.aTask()
                        .task("bank-a/2026-000002")
                        .slot(2)
                        .runs(2)
                        .terms(ManifestBuilder.terms(70_003, 9_001))
                        .build());
        script(tasks.get(random.nextInt(2)), 1);
        if (random.nextInt(8) == 0) {
            script(tasks.get(random.nextInt(2)), 1 + random.nextInt(2));
        }
    }

    List<TaskManifest> tasks() {
        return tasks;
    }

    /** Commands that give back a run's reservations. */
    List<RunCommand.ReturnReservation> returns(RunId run) {
        return List.of(
                new RunCommand.ReturnReservation(run, new Code("loans")),
                new RunCommand.ReturnReservation(run, new Code("subscribers")));
    }

    /** The next step: by the script, or out of place, or anything. */
    Step next() {
        Step step = switch (random.nextInt(8)) {
            case 0 -> stray();
            case 1 -> script.isEmpty() ? stray() : script.get(random.nextInt(script.size()));
            default -> script.isEmpty() ? stray() : script.remove(0);
        };
        time += step.millis() + 1_000;
        return refreshed(step);
    }

    /** Readys are made when a start is told, not when it is scripted. */
    private Step refreshed(Step step) {
        if (step.command() instanceof RunCommand.StartRun start) {
            TaskManifest manifest = tasks.stream()
                    .filter(task -> task.task().equals(start.run().task()))
                    .findFirst()
                    .orElseThrow();
            return new Step(
                    step.member(),
                    step.role(),
                    fixture.start(manifest, start.run().run(), time),
                    step.millis());
        }
        return step;
    }

    private long delay() {
        return switch (random.nextInt(20)) {
            case 0 -> 700_000;
            case 1 -> 130_000;
            case 2 -> 60_000;
            default -> random.nextInt(2_000);
        };
    }

    private void add(String member, Role role, Command command) {
        script.add(new Step(member, role, command, delay()));
    }

    private void script(TaskManifest manifest, long n) {
        RunId run = new RunId(manifest.task(), n);
        add("bank-a", Role.APPROVER, new TaskCommand.ProposeTask(manifest));
        for (String member : ConsortiumFixture.MEMBERS) {
            add(member, Role.APPROVER, new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0));
        }
        add("bank-a", Role.NODE, new SettlementCommand.FundTask(run));
        for (String member : ConsortiumFixture.MEMBERS) {
            add(member, Role.NODE, new SettlementCommand.LockDeposit(run));
        }
        add("bank-a", Role.NODE, new RunCommand.StartRun(run, List.of()));
        manifest.inputs()
                .forEach(input -> add(input.dataset().member().value(), Role.NODE, Story.commitment(run, input)));
        manifest.parties().forEach(party -> add(member(party), Role.NODE, attestation(manifest, run, party)));
        manifest.parties().forEach(party -> add(member(party), Role.NODE, Story.released(manifest, run, party)));
        script.add(new Step("telco-b", Role.NODE, new SettlementCommand.CloseRun(run), 61_000));
        add("telco-b", Role.NODE, new SettlementCommand.Collect("CNY", List.of(), List.of(run)));
    }

    private Command attestation(TaskManifest manifest, RunId run, Party party) {
        RunCommand.AttestResult honest = Story.attestation(manifest, run, party);
        return random.nextInt(30) == 0
                ? new RunCommand.AttestResult(run, AttestationChecksTest.withoutReleases(honest.common()), honest.own())
                : honest;
    }

    private static String member(Party party) {
        return party.node().member().value();
    }

    private Step stray() {
        TaskManifest manifest = tasks.get(random.nextInt(2));
        RunId run = new RunId(manifest.task(), 1 + random.nextInt(2));
        String member = ConsortiumFixture.MEMBERS.get(random.nextInt(3));
        Command command = switch (random.nextInt(12)) {
            case 0 -> new TaskCommand.RevokeApproval(manifest.task(), random.nextInt(2));
            case 1 -> new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), random.nextInt(3));
            case 2 -> new SettlementCommand.Unlock(run);
            case 3 -> new SettlementCommand.FundTask(run);
            case 4 -> new SettlementCommand.LockDeposit(run);
            case 5 ->
                new RunCommand.AbortRun(run, new Code("peer-lost"), Optional.empty(), ConsortiumFixture.digest("head"));
            case 6 -> new SettlementCommand.CloseRun(run);
            case 7 -> new SettlementCommand.Collect("CNY", List.of(), List.of(run));
            case 8 -> returns(run).get(random.nextInt(2));
            case 9 -> new RunCommand.ConfirmReceipt(run, ConsortiumFixture.digest("result"));
            case 10 -> new RunCommand.StartRun(run, List.of());
            default -> Story.released(manifest, run, manifest.parties().get(random.nextInt(3)));
        };
        Role role = command instanceof TaskCommand ? Role.APPROVER : Role.NODE;
        return new Step(member, role, command, delay());
    }
}
