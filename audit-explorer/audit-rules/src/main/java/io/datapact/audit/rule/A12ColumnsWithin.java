package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.evidence.InputPredicate;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.id.Code;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/** A12: what was read lies within what was approved, and the data's grade is the one that was approved. */
final class A12ColumnsWithin implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A12",
            1,
            Severity.HIGH,
            "PIPL 6, 29; GDPR 5(1)(c); JR/T 0196-2020 7.5",
            "The columns read lie within the columns approved; the grade approved covers the data's.",
            "读取的列不超出审批的列；审批的数据级别不低于实际级别。");

    private final Findings findings;

    A12ColumnsWithin(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case AttestResult attestation ->
                step.before()
                        .manifest(attestation.run())
                        .ifPresent(manifest -> within(
                                manifest,
                                attestation.own().columns(),
                                new Reference(step.file(), "/body/own/columns")));
            case StartRun start ->
                step.before()
                        .manifest(start.run())
                        .ifPresent(
                                manifest -> grades(step.before(), manifest, new Reference(step.file(), "/body/run")));
            default -> {}
        }
    }

    @Override
    public void finish(Dossier dossier) {
        Optional<TaskManifest> manifest = dossier.manifest();
        if (manifest.isEmpty()) {
            return;
        }
        dossier.statements(InputPredicate.class)
                .forEach(stated -> within(
                        manifest.get(),
                        List.of(new InputColumns(
                                stated.predicate().input(), stated.predicate().columns())),
                        stated.at("/columns")));
        dossier.statements(ResultPredicate.class)
                .forEach(stated -> within(manifest.get(), stated.predicate().columns(), stated.at("/columns")));
    }

    private void within(TaskManifest manifest, List<InputColumns> read, Reference at) {
        for (InputColumns columns : read) {
            List<String> approved = approved(manifest, columns.input());
            findings.require(
                    approved.containsAll(columns.columns()),
                    at,
                    "expected columns of " + columns.input() + " within " + approved + ", found " + columns.columns());
        }
    }

    private void grades(Facts before, TaskManifest manifest, Reference at) {
        for (TaskInput input : manifest.inputs()) {
            Optional<DatasetVersion> version = before.read(DatasetKeys.version(input.dataset(), input.version()));
            long grade = version.stream()
                    .flatMap(found -> found.schema().columns().stream())
                    .filter(column -> input.columns().contains(column.name()))
                    .mapToLong(Column::sensitivity)
                    .max()
                    .orElse(0);
            findings.require(
                    grade > 0 && grade <= input.sensitivity(),
                    at,
                    "expected a grade of at least " + grade + " approved for " + input.name() + ", found "
                            + input.sensitivity());
        }
    }

    private static List<String> approved(TaskManifest manifest, Code input) {
        return manifest.inputs().stream()
                .filter(declared -> declared.name().equals(input))
                .findFirst()
                .map(TaskInput::columns)
                .orElse(List.of());
    }
}
