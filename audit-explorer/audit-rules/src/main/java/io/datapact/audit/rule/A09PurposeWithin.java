package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/** A09: the purpose lies within what every dataset's terms allow. */
final class A09PurposeWithin implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A09",
            1,
            Severity.CRITICAL,
            "PIPL 6, 13, 23; GDPR 5(1)(b)",
            "The task's purpose equals, or is narrower than, a purpose of each dataset.",
            "任务用途等于或窄于每个数据集所允许的用途。");

    private final Findings findings;

    A09PurposeWithin(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case ProposeTask proposal -> judge(step, proposal.manifest(), "/body/manifest/purpose");
            case StartRun start ->
                step.before().manifest(start.run()).ifPresent(manifest -> judge(step, manifest, "/body/run"));
            default -> {}
        }
    }

    private void judge(Step step, TaskManifest manifest, String pointer) {
        Facts before = step.before();
        for (TaskInput input : manifest.inputs()) {
            long newest = before.read(DatasetKeys.dataset(input.dataset()))
                    .map(Dataset::newest)
                    .orElse(input.version());
            boolean allowed = allows(before, input.dataset(), input.version(), manifest.purpose())
                    && allows(before, input.dataset(), newest, manifest.purpose());
            findings.require(
                    allowed,
                    new Reference(step.file(), pointer),
                    "expected a purpose that " + input.dataset() + " allows, found " + manifest.purpose());
        }
    }

    private static boolean allows(Facts before, DatasetId dataset, long version, Code purpose) {
        Optional<DatasetVersion> found = before.read(DatasetKeys.version(dataset, version));
        return found.filter(terms -> terms.terms().purposes().stream().anyMatch(allowed -> allowed.covers(purpose)))
                .isPresent();
    }
}
