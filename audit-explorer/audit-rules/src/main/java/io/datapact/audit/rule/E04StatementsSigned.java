package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.StatementFile;
import io.datapact.audit.state.Facts;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.EvidenceKind;
import io.datapact.contract.evidence.ManifestSeal;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.TaskManifest;
import java.util.List;
import java.util.Optional;

/** E04: statements and the bundle's seal are signed by the node certificates that they name, and are what they seem. */
final class E04StatementsSigned implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E04",
            1,
            Severity.CRITICAL,
            "GDPR 5(2), 32; JR/T 0196-2020 7.6",
            "Every statement and the seal are signed by a node certificate of the party, of the type that the file says.",
            "每份声明及封签均由该方的节点证书签名，类型与文件名一致。");

    private final Findings findings;
    private final Signatures signatures;

    E04StatementsSigned(Findings findings, Signatures signatures) {
        this.findings = findings;
        this.signatures = signatures;
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements().faults().forEach(fault -> findings.violated(Reference.of(fault.path()), fault.detail()));
        dossier.statements().files().forEach(file -> judge(dossier, file));
        dossier.bundleClass().ifPresent(claim -> judgeSeal(dossier, claim));
    }

    private void judge(Dossier dossier, StatementFile file) {
        ChainLink link = file.predicate().link();
        Reference at = Reference.of(file.path());
        findings.require(
                file.envelope().payloadType().equals(Dsse.STATEMENT)
                        && EvidenceKind.of(file.predicate())
                                .toString()
                                .equals(file.stated().kind()),
                at,
                "expected a statement of kind " + file.stated().kind() + ", found another type");
        findings.require(
                link.member().equals(file.stated().member())
                        && link.counter() == file.stated().counter()
                        && dossier.bundleClass().map(BundleClass::task).equals(Optional.of(link.task())),
                new Reference(file.path(), "/predicate/link"),
                "expected member, counter and task as the file lies, found " + link.member() + ", " + link.counter()
                        + ", " + link.task());
        findings.require(
                dossier.manifest()
                        .map(manifest -> subjects(manifest, file))
                        .equals(Optional.of(file.statement().subject())),
                new Reference(file.path(), "/subject"),
                "expected the task's manifest, or what was refused, as subject; found another");
        requireSigned(dossier.facts(), file.envelope(), link.certificate(), link.member(), at);
    }

    private static List<Subject> subjects(TaskManifest manifest, StatementFile file) {
        return file.predicate() instanceof DenialPredicate denial
                ? List.of(Subject.of(Subject.REFUSED, denial.about()))
                : List.of(Subject.of(manifest.task().value(), manifest.digest()));
    }

    private void judgeSeal(Dossier dossier, BundleClass claim) {
        String path = BundleLayout.seal(claim.exporter());
        Reference at = Reference.of(path);
        List<String> seals = dossier.bundle().paths("manifest.").stream()
                .filter(found -> !found.equals(BundleLayout.MANIFEST))
                .toList();
        findings.require(
                seals.equals(List.of(path)),
                at,
                "expected one seal, of the exporter " + claim.exporter() + "; found " + seals);
        Optional<byte[]> file = dossier.bundle().file(path);
        if (file.isEmpty()) {
            return;
        }
        if (Dsse.Envelope.parse(file.get()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && envelope.payloadType().equals(ManifestSeal.PAYLOAD_TYPE)
                && RecordCodec.of(ManifestSeal.class).decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<ManifestSeal>(ManifestSeal seal)) {
            judgeSeal(dossier, claim, envelope, seal, at);
        } else {
            findings.violated(at, "expected a seal over the manifest, found another form");
        }
    }

    private void judgeSeal(
            Dossier dossier, BundleClass claim, Dsse.Envelope envelope, ManifestSeal seal, Reference at) {
        Optional<Digest> manifest = Optional.ofNullable(
                        dossier.bundle().digests().get(BundleLayout.MANIFEST))
                .map(content -> content.sha256());
        findings.require(
                manifest.equals(Optional.of(seal.manifest()))
                        && seal.exporter().equals(claim.exporter())
                        && seal.at() == claim.exported(),
                at,
                "expected manifest, exporter and time as in the bundle, found others");
        // No digest covers the seal's file itself, so what its signature leaves out must have one spelling too.
        findings.require(
                envelope.signatures()
                        .getFirst()
                        .keyid()
                        .equals(seal.certificate().value()),
                at,
                "expected the certificate's digest as key id, found another");
        requireSigned(dossier.facts(), envelope, seal.certificate(), seal.exporter(), at);
    }

    private void requireSigned(Facts facts, Dsse.Envelope envelope, Digest digest, MemberId member, Reference at) {
        Optional<Certificate> signer = facts.read(MemberKeys.certificate(digest))
                .filter(certificate ->
                        certificate.role() == Role.NODE && certificate.member().equals(member));
        findings.require(
                signer.isPresent(), at, "expected a node certificate registered for " + member + ", found " + digest);
        boolean verifies = signer.filter(certificate -> envelope.signatures().size() == 1)
                .filter(certificate -> signatures.verify(
                        certificate.spki().toBytes(),
                        envelope.signedBytes(),
                        envelope.signatures().getFirst().sig().toBytes()))
                .isPresent();
        findings.require(
                signer.isEmpty() || verifies,
                at,
                "expected one signature by " + digest + ", found one that does not verify");
    }
}
