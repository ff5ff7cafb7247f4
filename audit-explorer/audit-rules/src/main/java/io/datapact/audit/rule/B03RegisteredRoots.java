package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.evidence.InputPredicate;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskInput;
import java.util.Optional;

/**
 * B03: what a run reads is tied to what was registered: same registered root on the ledger, in the version's record and
 * in the owner's statement. Openings of rows, which tie the projected root itself, are an annex of later bundles.
 */
final class B03RegisteredRoots implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B03",
            1,
            Severity.CRITICAL,
            "PIPL 8; GDPR 5(1)(d); JR/T 0196-2020 7.5",
            "Each input is committed by its owner against the root registered for the dataset's version.",
            "每个输入均由其所有者按数据集版本登记的根承诺。");

    private final Findings findings;

    B03RegisteredRoots(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof CommitInput commitment)) {
            return;
        }
        Optional<TaskInput> input = input(step.before(), commitment.run(), commitment.input());
        if (input.isEmpty()) {
            return;
        }
        Optional<Digest> registered = registered(step.before(), input.get());
        findings.require(
                registered.equals(Optional.of(commitment.registeredRoot())),
                new Reference(step.file(), "/body/registeredRoot"),
                "expected the root registered for " + input.get().dataset() + " version "
                        + input.get().version() + ", found " + commitment.registeredRoot());
        findings.require(
                step.signer()
                        .filter(signer ->
                                signer.member().equals(input.get().dataset().member()))
                        .isPresent(),
                new Reference(step.file(), "/signer"),
                "expected the owner of " + input.get().dataset() + " to commit it, found another");
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements(InputPredicate.class).forEach(stated -> {
            InputPredicate said = stated.predicate();
            Facts facts = dossier.facts();
            Optional<TaskInput> input = input(facts, said.run(), said.input());
            boolean same = input.filter(declared -> declared.dataset().equals(said.dataset())
                            && declared.version() == said.version()
                            && registered(facts, declared).equals(Optional.of(said.registeredRoot())))
                    .isPresent();
            findings.require(
                    same,
                    stated.at("/registeredRoot"),
                    "expected dataset, version and registered root as on the ledger, found others");
            facts.read(RunKeys.input(said.run(), said.input()))
                    .filter(committed -> committed.projectedRoot().isPresent())
                    .ifPresent(committed -> findings.require(
                            committed.projectedRoot().equals(Optional.of(said.projectedRoot())),
                            stated.at("/projectedRoot"),
                            "expected the projected root as committed on the ledger, found another"));
        });
    }

    private static Optional<TaskInput> input(Facts facts, RunId run, Code name) {
        return facts.manifest(run)
                .flatMap(manifest -> manifest.inputs().stream()
                        .filter(input -> input.name().equals(name))
                        .findFirst());
    }

    private static Optional<Digest> registered(Facts facts, TaskInput input) {
        return facts.read(DatasetKeys.version(input.dataset(), input.version())).map(DatasetVersion::root);
    }
}
