package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.algorithm.Algorithm;
import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.evidence.RunPredicate;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import java.util.Optional;

/** B04: the plugin that ran is the one approved, byte for byte. */
final class B04PluginAsApproved implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B04",
            1,
            Severity.CRITICAL,
            "PIPL 51; GDPR 32; JR/T 0196-2020 7.5",
            "The plugin that ran has the digest approved, and each party's statement says so.",
            "实际运行的插件摘要与审批的一致，各参与方的声明亦然。");

    private final Findings findings;

    B04PluginAsApproved(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (step.command() instanceof AttestResult attestation) {
            Optional<Digest> approved =
                    algorithm(step.before(), attestation.run()).map(Algorithm::pluginDigest);
            same(
                    approved,
                    attestation.common().pluginDigest(),
                    new Reference(step.file(), "/body/common/pluginDigest"));
        }
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements(RunPredicate.class).forEach(stated -> {
            Optional<Algorithm> algorithm =
                    algorithm(dossier.facts(), stated.predicate().run());
            same(algorithm.map(Algorithm::pluginDigest), stated.predicate().pluginDigest(), stated.at("/pluginDigest"));
            same(algorithm.map(Algorithm::descriptor), stated.predicate().descriptor(), stated.at("/descriptor"));
        });
        dossier.statements(ResultPredicate.class)
                .forEach(stated -> same(
                        algorithm(dossier.facts(), stated.predicate().run()).map(Algorithm::pluginDigest),
                        stated.predicate().pluginDigest(),
                        stated.at("/pluginDigest")));
        dossier.runs().forEach(run -> requireStatements(dossier, run));
    }

    private void requireStatements(Dossier dossier, Run run) {
        for (PartyNode party : run.parties()) {
            boolean attested = dossier.facts()
                    .has(RunKeys.attestation(run.run(), party.node().member()));
            boolean stated = dossier.statements(RunPredicate.class)
                    .anyMatch(statement -> statement.predicate().run().equals(run.run())
                            && statement.member().equals(party.node().member()));
            if (attested && !stated) {
                findings.unverifiable(
                        Reference.of("evidence/" + party.node().member()),
                        "expected the party's statement of the plugin that it ran, found none");
            }
        }
    }

    private void same(Optional<Digest> approved, Digest found, Reference at) {
        findings.require(
                approved.equals(Optional.of(found)),
                at,
                "expected digest " + approved.map(Digest::value).orElse("of an algorithm on the ledger") + ", found "
                        + found);
    }

    private static Optional<Algorithm> algorithm(Facts facts, RunId run) {
        return facts.manifest(run)
                .flatMap(manifest -> facts.read(AlgorithmKeys.algorithm(
                        manifest.algorithm().id(), manifest.algorithm().version())));
    }
}
