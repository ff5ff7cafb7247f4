package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Code;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/**
 * A10, as far as the ledger tells: each input rests on a legal basis that its owner published before, and that it had not
 * taken back, at the start and when the input was committed. A withdrawal of consent reaches the ledger as withdrawal or
 * deletion of the dataset.
 */
final class A10LegalBasis implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A10",
            1,
            Severity.CRITICAL,
            "PIPL 13, 14, 15, 23; GDPR 6, 7; ISO/IEC TS 27560",
            "Every input rests on a legal basis that its owner published before use and had not withdrawn or let"
                    + " expire.",
            "每个输入均有数据提供方事先公布、未撤回且未过期的合法性基础。");

    private static final Code CONSENT = new Code("consent");

    private final Findings findings;

    A10LegalBasis(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case StartRun start ->
                step.before().manifest(start.run()).ifPresent(manifest -> judge(step, manifest, Optional.empty()));
            case CommitInput input ->
                step.before()
                        .manifest(input.run())
                        .ifPresent(manifest -> judge(step, manifest, Optional.of(input.input())));
            default -> {}
        }
    }

    private void judge(Step step, TaskManifest manifest, Optional<Code> only) {
        Reference at = new Reference(step.file(), "/body/run");
        for (TaskInput input : manifest.inputs()) {
            if (only.isEmpty() || only.get().equals(input.name())) {
                judge(step, at, input);
            }
        }
    }

    private void judge(Step step, Reference at, TaskInput input) {
        Facts before = step.before();
        Optional<Terms> terms = before.read(DatasetKeys.version(input.dataset(), input.version()))
                .map(DatasetVersion::terms);
        findings.require(
                terms.filter(found -> step.time() <= found.expires()).isPresent(),
                at,
                "expected terms of " + input.dataset() + " with a legal basis that stand at " + step.time() + ", found "
                        + terms.map(found -> "them expired at " + found.expires())
                                .orElse("none published"));
        boolean active = before.read(DatasetKeys.dataset(input.dataset()))
                .map(Dataset::status)
                .equals(Optional.of(DatasetStatus.ACTIVE));
        boolean deleted = before.has(EvidenceKeys.wholeDeletion(input.dataset(), input.version()));
        findings.require(
                active && !deleted, at, "expected " + input.dataset() + " neither withdrawn nor deleted, found it so");
        if (terms.map(Terms::legalBasis).filter(CONSENT::covers).isPresent()) {
            findings.remark("consents themselves, and separate consents for another handler, sensitive data or export,"
                    + " are no part of a bundle: the ledger has the salted digest of the consent record only");
        }
    }
}
