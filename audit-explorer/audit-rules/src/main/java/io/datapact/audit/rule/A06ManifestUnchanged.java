package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Step;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A06: the manifest is the same from the first approval to the start, and in the bundle. */
final class A06ManifestUnchanged implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "A06",
            1,
            Severity.CRITICAL,
            "PIPL 14; GDPR 28, 30",
            "The manifest is the same, byte for byte, from the first approval to the start; body and task file agree.",
            "从首次审批到启动，任务清单逐字节不变；任务正文与任务文件一致。");

    private final Findings findings;
    private final Map<TaskId, Digest> approved = new TreeMap<>();

    A06ManifestUnchanged(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        switch (step.command()) {
            case ApproveTask approval ->
                step.before()
                        .manifest(approval.task())
                        .ifPresent(manifest -> approved.putIfAbsent(approval.task(), manifest.digest()));
            case StartRun start -> start(step, start);
            default -> {}
        }
    }

    private void start(Step step, StartRun start) {
        Reference at = new Reference(step.file(), "/writes");
        Optional<Digest> first = Optional.ofNullable(approved.get(start.run().task()));
        Optional<Digest> now = step.before().manifest(start.run()).map(TaskManifest::digest);
        Optional<Digest> run = step.after().read(RunKeys.run(start.run())).map(Run::manifestDigest);
        first.ifPresent(digest -> findings.require(
                now.equals(first),
                at,
                "expected the manifest first approved, " + digest + ", at the start; found "
                        + now.map(Digest::value).orElse("none")));
        findings.require(
                run.equals(now),
                at,
                "expected the run to name the manifest's digest, found "
                        + run.map(Digest::value).orElse("none"));
    }

    @Override
    public void finish(Dossier dossier) {
        Optional<TaskManifest> manifest = dossier.manifest();
        if (manifest.isEmpty()) {
            return;
        }
        Optional<byte[]> file = dossier.bundle().file(BundleLayout.TASK);
        byte[] expected = RecordCodec.of(TaskManifest.class).encode(manifest.get());
        findings.require(
                file.filter(bytes -> Arrays.equals(bytes, expected)).isPresent(),
                Reference.of(BundleLayout.TASK),
                "expected the manifest as the ledger has it, found another or none");
        dossier.bundle()
                .file(BundleLayout.BODY)
                .ifPresent(body -> findings.require(
                        Digest.of(body).equals(manifest.get().bodyDigest()),
                        Reference.of(BundleLayout.BODY),
                        "expected the body of digest " + manifest.get().bodyDigest() + ", found " + Digest.of(body)));
        dossier.statements(RunPredicate.class)
                .forEach(stated -> findings.require(
                        stated.predicate()
                                        .manifestDigest()
                                        .equals(manifest.get().digest())
                                && stated.predicate()
                                        .bodyDigest()
                                        .equals(manifest.get().bodyDigest()),
                        stated.at("/manifestDigest"),
                        "expected the party's gate to have checked this manifest and body, found others"));
    }
}
