package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.ConfirmReceipt;
import io.datapact.contract.command.RunCommand.Release;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Released;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import java.util.List;
import java.util.Optional;

/** C01: results go to the recipients named, and to each of them. */
final class C01NamedRecipients implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "C01",
            1,
            Severity.CRITICAL,
            "PIPL 23; GDPR 5(1)(b), 28; JR/T 0196-2020 7.5",
            "Results are released only to the recipients named, each with a release or a receipt.",
            "结果只发布给指定的接收方，且每个接收方均有发布记录或回执。");

    private static final long RELEASED_ROW = 3;

    private final Findings findings;

    C01NamedRecipients(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case Release release -> release(step, release);
            case ConfirmReceipt receipt -> receipt(step, receipt);
            case CloseRun close -> close(step, close.run());
            default -> {}
        }
    }

    private void release(Step step, Release release) {
        step.before()
                .manifest(release.run())
                .ifPresent(manifest -> release.keys()
                        .forEach(key -> findings.require(
                                recipients(manifest, key.output()).contains(key.recipient()),
                                new Reference(step.file(), "/body/keys"),
                                "expected a recipient of " + key.output() + " among "
                                        + recipients(manifest, key.output()) + ", found " + key.recipient())));
    }

    private void receipt(Step step, ConfirmReceipt receipt) {
        boolean named = step.before()
                .manifest(receipt.run())
                .filter(manifest -> step.signer()
                        .filter(signer -> manifest.outputs().stream()
                                .anyMatch(output -> output.recipients().contains(signer.member())))
                        .isPresent())
                .isPresent();
        findings.require(named, Reference.of(step.file()), "expected a receipt of a recipient named, found another's");
    }

    private void close(Step step, RunId run) {
        boolean released =
                step.after().read(SettlementKeys.outcome(run)).map(Outcome::row).equals(Optional.of(RELEASED_ROW));
        if (!released) {
            return;
        }
        step.before().manifest(run).ifPresent(manifest -> {
            for (TaskOutput output : manifest.outputs()) {
                for (MemberId recipient : output.recipients()) {
                    findings.require(
                            isServed(step.before(), run, output.name(), recipient),
                            new Reference(step.file(), "/body/run"),
                            "expected a release to " + recipient + " or its receipt before the settlement, found none");
                }
            }
        });
    }

    private static boolean isServed(Facts facts, RunId run, Code output, MemberId recipient) {
        List<PartyNode> parties = facts.read(RunKeys.run(run)).map(Run::parties).orElse(List.of());
        boolean released = parties.stream()
                .map(party -> facts.read(RunKeys.release(run, party.node().member())))
                .flatMap(Optional::stream)
                .map(Released::keys)
                .flatMap(List::stream)
                .anyMatch(key -> key.output().equals(output) && key.recipient().equals(recipient));
        return released || facts.has(RunKeys.receipt(run, recipient));
    }

    private static List<MemberId> recipients(TaskManifest manifest, Code output) {
        return manifest.outputs().stream()
                .filter(declared -> declared.name().equals(output))
                .findFirst()
                .map(TaskOutput::recipients)
                .orElse(List.of());
    }
}
