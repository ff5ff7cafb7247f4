package io.datapact.contract.rules;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A proposed task and telco-b's auto-approver, whose standing approval covers exactly that task. */
final class StandingBench {
    static final StandingId STANDING = new StandingId("telco-b/reports");
    static final StandingCaps TWO_RUNS = new StandingCaps(2, 100, 200_000);

    private final Scenario scenario;
    private final TaskManifest manifest;
    private final TestIdentity auto;

    StandingBench(Scenario scenario, TaskManifest manifest) {
        this.scenario = scenario;
        this.manifest = scenario.story().propose(manifest);
        this.auto = scenario.registered("telco-b", Role.AUTO_APPROVER, "machine");
    }

    static StandingTemplate template(StandingCaps perPeriod) {
        return new StandingTemplate(
                List.of(new Code("credit-risk")),
                new AlgorithmId("clearing-c/mpc-statistics"),
                1,
                List.of(new Code("group-by")),
                List.of(
                        new StandingInput(new DatasetId("bank-a/loans"), List.of("id", "amount", "defaulted")),
                        new StandingInput(new DatasetId("telco-b/subscribers"), List.of("id", "segment"))),
                List.of(new MemberId("bank-a"), new MemberId("telco-b"), new MemberId("clearing-c")),
                List.of(new MemberId("bank-a")),
                10,
                1_000,
                false,
                "CNY",
                100_000,
                100_000,
                60_000,
                0,
                3,
                ConsortiumFixture.digest("parameters"),
                perPeriod);
    }

    Scenario scenario() {
        return scenario;
    }

    TaskManifest manifest() {
        return manifest;
    }

    TestIdentity auto() {
        return auto;
    }

    TaskCommand.ApproveTask approve(long after) {
        return new TaskCommand.ApproveTask(
                manifest.task(), manifest.digest(), after, Optional.empty(), Optional.of(STANDING));
    }

    static TaskCommand.GrantStanding grant(StandingTemplate template) {
        return new TaskCommand.GrantStanding(STANDING, template);
    }

    /** telco-b's approver grants. */
    StandingBench granted(StandingTemplate template) {
        scenario.accepts("telco-b", Role.APPROVER, grant(template));
        return this;
    }

    /** All others approve themselves, and all runs are funded. */
    StandingBench othersApproveAndFund() {
        TaskCommand.ApproveTask approve = new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0);
        scenario.accepts("bank-a", Role.APPROVER, approve).accepts("clearing-c", Role.APPROVER, approve);
        for (long run = 1; run <= manifest.limits().runs(); run++) {
            scenario.story().fund(manifest, run);
        }
        return this;
    }

    /** What is decided on an approval of the task by a template. */
    static Decision decide(TaskManifest manifest, StandingTemplate template) {
        StandingBench bench = new StandingBench(Scenario.begun(), manifest).granted(template);
        return bench.scenario.judge(bench.auto, bench.approve(0));
    }

    /** The template with one component replaced. */
    static StandingTemplate with(String component, Object value) {
        RecordComponent[] components = StandingTemplate.class.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        StandingTemplate original = template(TWO_RUNS);
        try {
            for (int i = 0; i < values.length; i++) {
                boolean replaced = components[i].getName().equals(component);
                values[i] = replaced ? value : components[i].getAccessor().invoke(original);
            }
            return StandingTemplate.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("expected a component of the template, found " + component, e);
        }
    }
}
