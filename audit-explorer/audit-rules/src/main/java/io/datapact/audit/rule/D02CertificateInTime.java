package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Opening;
import io.datapact.audit.history.Step;
import io.datapact.audit.state.Facts;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import java.time.Instant;

/**
 * D02: certificates were valid when they signed: at the ledger's time for commands, at the claimed time for statements.
 * The chain is followed to a root that the auditor brought; without one nothing is known.
 */
final class D02CertificateInTime implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "D02",
            1,
            Severity.CRITICAL,
            "GDPR 32; JR/T 0196-2020 7.5",
            "Every certificate chains to the trusted root and was valid at the time of signing, not at audit time.",
            "每个证书均可追溯至受信任的根，且在签名时（而非审计时）有效。");

    private final Findings findings;
    private final TrustedChains chains;

    D02CertificateInTime(Findings findings, TrustedChains chains) {
        this.findings = findings;
        this.chains = chains;
    }

    @Override
    public void opening(Opening opening) {
        findings.applies();
        if (!chains.hasRoots()) {
            findings.unverifiable(
                    Reference.of(BundleLayout.entry(0)),
                    "expected a trusted root to judge by, found none; pass --trust");
            return;
        }
        opening.genesis()
                .founders()
                .forEach(founder -> founder.roots()
                        .forEach(root -> findings.require(
                                chains.isRoot(root.toBytes()),
                                new Reference(BundleLayout.entry(0), "/founders"),
                                "expected roots that the auditor trusts, found another of " + founder.member())));
    }

    @Override
    public void step(Step step) {
        step.signer()
                .ifPresent(signer -> judge(signer, step.time(), step.time(), new Reference(step.file(), "/signer")));
        if (step.command() instanceof StartRun start) {
            start.readys()
                    .forEach(bytes -> Readys.open(bytes)
                            .ifPresent(ready -> judge(
                                    step.before(),
                                    ready.ready().nodeCertificate(),
                                    ready.ready().at(),
                                    new Reference(step.file(), "/body/readys"))));
        }
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements()
                .files()
                .forEach(file -> judge(
                        dossier.facts(),
                        file.predicate().link().certificate(),
                        file.predicate().link().at(),
                        new Reference(file.path(), "/predicate/link/at")));
    }

    private void judge(Facts facts, Digest digest, long at, Reference reference) {
        facts.read(MemberKeys.certificate(digest))
                .ifPresent(certificate -> judge(certificate, at, certificate.effectiveFrom(), reference));
    }

    private void judge(Certificate certificate, long at, long effectiveBy, Reference reference) {
        findings.require(
                certificate.effectiveFrom() <= effectiveBy,
                reference,
                "expected a certificate effective at " + effectiveBy + ", found it effective from "
                        + certificate.effectiveFrom());
        chains.objection(certificate, Instant.ofEpochMilli(at))
                .ifPresent(objection -> findings.violated(
                        reference, "certificate " + certificate.digest() + " at " + at + ": " + objection));
    }
}
