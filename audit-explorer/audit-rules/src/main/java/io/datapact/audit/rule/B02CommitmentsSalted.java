package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.rule.Dossier.Stated;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.evidence.InputPredicate;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * B02: commitments are salted for their run. Roots of the same rows would repeat without a salt; so would commitments to
 * a salt used twice.
 */
final class B02CommitmentsSalted implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B02",
            1,
            Severity.HIGH,
            "PIPL 51; GDPR 32; JR/T 0196-2020 7.6",
            "Every commitment to an input is salted afresh for its run.",
            "每个输入承诺均为该次运行重新加盐。");

    private static final List<Digest> NO_SALTS = List.of(Digest.of(new byte[0]), Digest.of(new byte[Digest.BYTES]));

    private final Findings findings;
    private final Map<Digest, String> projected = new TreeMap<>();

    B02CommitmentsSalted(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof CommitInput commitment) {
            Reference at = new Reference(step.file(), "/body/projectedRoot");
            findings.require(
                    !commitment.projectedRoot().equals(commitment.registeredRoot()),
                    at,
                    "expected a root of its own for the run, found the registered one");
            Optional<String> earlier =
                    Optional.ofNullable(projected.putIfAbsent(commitment.projectedRoot(), step.file()));
            findings.require(
                    earlier.isEmpty(), at, "expected a root never seen before, found that of " + earlier.orElse(""));
        }
    }

    @Override
    public void finish(Dossier dossier) {
        Map<Digest, Stated<InputPredicate>> salts = new TreeMap<>();
        dossier.statements(InputPredicate.class).forEach(stated -> {
            Digest salt = stated.predicate().saltCommitment();
            boolean fresh = !NO_SALTS.contains(salt)
                    && Optional.ofNullable(salts.putIfAbsent(salt, stated)).isEmpty();
            findings.require(
                    fresh, stated.at("/saltCommitment"), "expected a salt of its own, found none or one used before");
        });
        dossier.manifest()
                .ifPresent(manifest -> dossier.runs().forEach(run -> requireStatements(dossier, manifest, run)));
    }

    private void requireStatements(Dossier dossier, TaskManifest manifest, Run run) {
        for (TaskInput input : manifest.inputs()) {
            boolean committed = dossier.facts()
                    .read(RunKeys.input(run.run(), input.name()))
                    .filter(found -> found.status() == InputStatus.COMMITTED)
                    .isPresent();
            boolean stated = dossier.statements(InputPredicate.class)
                    .anyMatch(statement -> statement.predicate().run().equals(run.run())
                            && statement.predicate().input().equals(input.name())
                            && statement.member().equals(input.dataset().member()));
            if (committed && !stated) {
                findings.unverifiable(
                        Reference.of("evidence/" + input.dataset().member()),
                        "expected the owner's statement of how " + input.name() + " was committed, found none");
            }
        }
    }
}
