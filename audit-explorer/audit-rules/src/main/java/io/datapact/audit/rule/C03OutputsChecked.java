package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.RunCommand.Release;
import io.datapact.contract.evidence.ReleasePredicate;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.id.Code;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import java.util.List;
import java.util.Optional;

/** C03: every party attested that the outputs passed their checks before anything was released. */
final class C03OutputsChecked implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "C03",
            1,
            Severity.HIGH,
            "PIPL 73; GDPR 5(1)(c), 25; NIST SP 800-226",
            "Output checks (smallest group, most rows) passed at every party before the release.",
            "发布之前，每个参与方均通过输出检查（最小分组、最大行数）。");

    private static final List<Code> CHECKS = List.of(new Code("maximum-rows"), new Code("minimum-group"));

    private final Findings findings;

    C03OutputsChecked(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof Release release)) {
            return;
        }
        List<PartyNode> parties =
                step.before().read(RunKeys.run(release.run())).map(Run::parties).orElse(List.of());
        for (PartyNode party : parties) {
            Optional<Attestation> attestation = step.before()
                    .read(RunKeys.attestation(release.run(), party.node().member()));
            boolean checked = attestation
                    .filter(found -> found.own().checks().containsAll(CHECKS))
                    .isPresent();
            findings.require(
                    checked,
                    new Reference(step.file(), "/body/run"),
                    "expected the checks " + CHECKS + " attested by " + party.node() + " before the release, found "
                            + attestation
                                    .map(found -> found.own().checks().toString())
                                    .orElse("no attestation"));
        }
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements(ResultPredicate.class)
                .forEach(stated -> dossier.facts()
                        .read(RunKeys.attestation(stated.predicate().run(), stated.member()))
                        .ifPresent(found -> findings.require(
                                found.own().checks().equals(stated.predicate().checks()),
                                stated.at("/checks"),
                                "expected the checks as attested, found others")));
        dossier.statements(ReleasePredicate.class)
                .filter(stated -> stated.predicate().result().isPresent())
                .forEach(stated -> findings.require(
                        stated.predicate().checks().containsAll(CHECKS),
                        stated.at("/checks"),
                        "expected the recipient to check the opened result, " + CHECKS + "; found "
                                + stated.predicate().checks()));
    }
}
