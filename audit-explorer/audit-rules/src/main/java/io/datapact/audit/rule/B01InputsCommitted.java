package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.InputRoot;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** B01: every declared input was committed before anything was attested, and no other. */
final class B01InputsCommitted implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B01",
            1,
            Severity.CRITICAL,
            "PIPL 9, 51; GDPR 5(1)(f); JR/T 0196-2020 7.5",
            "Every declared input is committed before the computation is attested, and no other.",
            "每个声明的输入均在计算结果见证之前承诺，且无其他输入。");

    private final Findings findings;

    B01InputsCommitted(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case CommitInput commitment -> declared(step, commitment);
            case AttestResult attestation ->
                step.before().manifest(attestation.run()).ifPresent(manifest -> attested(step, attestation, manifest));
            default -> {}
        }
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements(ResultPredicate.class).forEach(stated -> {
            Optional<Attestation> attestation =
                    dossier.facts().read(RunKeys.attestation(stated.predicate().run(), stated.member()));
            attestation.ifPresent(found -> findings.require(
                    found.own().handedOut().equals(stated.predicate().handedOut()),
                    stated.at("/handedOut"),
                    "expected the inputs handed out as attested, found others"));
        });
    }

    private void declared(Step step, CommitInput commitment) {
        boolean declared = step.before()
                .manifest(commitment.run())
                .filter(manifest -> names(manifest).contains(commitment.input()))
                .isPresent();
        findings.require(
                declared,
                new Reference(step.file(), "/body/input"),
                "expected an input that the manifest declares, found " + commitment.input());
    }

    private void attested(Step step, AttestResult attestation, TaskManifest manifest) {
        Facts before = step.before();
        RunId run = attestation.run();
        for (TaskInput input : manifest.inputs()) {
            Optional<Digest> root = root(before, run, input.name());
            findings.require(
                    root.isPresent(),
                    new Reference(step.file(), "/body/run"),
                    "expected input " + input.name() + " committed before the attestation, found it not committed");
            root.ifPresent(committed -> findings.require(
                    attestation.common().inputs().contains(new InputRoot(input.name(), committed)),
                    new Reference(step.file(), "/body/common/inputs"),
                    "expected input " + input.name() + " attested with the root committed, found another or none"));
        }
        findings.require(
                attestation.common().inputs().size() == manifest.inputs().size(),
                new Reference(step.file(), "/body/common/inputs"),
                "expected " + manifest.inputs().size() + " inputs attested, found "
                        + attestation.common().inputs().size());
        for (InputRoot handedOut : attestation.own().handedOut()) {
            findings.require(
                    root(before, run, handedOut.input()).equals(Optional.of(handedOut.root())),
                    new Reference(step.file(), "/body/own/handedOut"),
                    "expected the rows of " + handedOut.input() + " handed out that were committed, found others");
        }
        step.signer()
                .ifPresent(signer -> findings.require(
                        names(attestation.own().handedOut()).equals(owned(manifest, signer.member())),
                        new Reference(step.file(), "/body/own/handedOut"),
                        "expected exactly the party's own inputs handed out, found "
                                + names(attestation.own().handedOut())));
    }

    private static Optional<Digest> root(Facts before, RunId run, Code input) {
        return before.read(RunKeys.input(run, input))
                .filter(found -> found.status() == InputStatus.COMMITTED)
                .flatMap(RunInput::projectedRoot);
    }

    private static SortedSet<Code> names(TaskManifest manifest) {
        return manifest.inputs().stream().map(TaskInput::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Code> names(List<InputRoot> roots) {
        return roots.stream().map(InputRoot::input).collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<Code> owned(TaskManifest manifest, MemberId member) {
        return manifest.inputs().stream()
                .filter(input -> input.dataset().member().equals(member))
                .map(TaskInput::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
