package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.CertificateFile;
import io.datapact.audit.history.StatementFile;
import io.datapact.audit.state.Facts;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.Anchor;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * E01: the bundle is whole. Its container and manifest agree, the certificates are those registered, and each party's
 * statements hang from the heads that it put on the ledger, so none can be left out.
 */
final class E01FilesHang implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E01",
            1,
            Severity.CRITICAL,
            "PIPL 54, 56; GDPR 5(2), 30; JR/T 0196-2020 7.6",
            "All files listed are there, none is unlisted, and each party's statements hang from heads that it"
                    + " anchored.",
            "清单所列文件齐全且无未列文件，各方声明均可追溯至其在账本上锚定的链头。");

    private final Findings findings;

    private record Head(Digest digest, long count, String key) {}

    E01FilesHang(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void finish(Dossier dossier) {
        findings.applies();
        dossier.bundle().faults().forEach(fault -> findings.violated(Reference.of(fault.path()), fault.detail()));
        findings.require(
                dossier.bundleClass().isPresent(),
                Reference.of(BundleLayout.CLASS),
                "expected class.json of a kind known here, found none");
        checkCertificates(dossier);
        checkChains(dossier);
    }

    private void checkCertificates(Dossier dossier) {
        Map<String, byte[]> expected = new TreeMap<>();
        dossier.ledger().written().startingWith("cert/").forEach((key, value) -> {
            if (RecordCodec.of(Certificate.class).decode(value, StateReader.MAXIMUM_RECORD_BYTES)
                    instanceof Parsed.Value<Certificate>(Certificate certificate)) {
                expected.put(
                        BundleLayout.certificate(certificate.digest()),
                        CertificateFile.text(certificate.chain()).getBytes(StandardCharsets.US_ASCII));
            }
        });
        expected.forEach((path, content) -> {
            Optional<Digest> found =
                    Optional.ofNullable(dossier.bundle().digests().get(path)).map(file -> file.sha256());
            findings.require(
                    found.equals(Optional.of(Digest.of(content))),
                    Reference.of(path),
                    "expected the chain as registered on the ledger, found "
                            + found.map(Digest::value).orElse("none"));
        });
        dossier.bundle().paths("certificates/").stream()
                .filter(path -> !expected.containsKey(path))
                .forEach(path -> findings.violated(
                        Reference.of(path), "expected certificates that the ledger has registered, found another"));
    }

    private void checkChains(Dossier dossier) {
        Map<MemberId, List<StatementFile>> chains = new TreeMap<>();
        dossier.statements()
                .files()
                .forEach(file -> chains.computeIfAbsent(file.stated().member(), key -> new ArrayList<>())
                        .add(file));
        Map<MemberId, List<Head>> heads = heads(dossier);
        heads.forEach((member, anchored) -> {
            List<StatementFile> chain = chains.getOrDefault(member, List.of());
            anchored.stream()
                    .filter(head -> head.count() > 0)
                    .forEach(head -> findings.require(
                            chain.stream()
                                    .anyMatch(file -> file.predicate().link().counter() == head.count()
                                            && file.digest().equals(head.digest())),
                            Reference.of("evidence/" + member),
                            "expected statement " + head.count() + " of digest " + head.digest() + " as anchored under "
                                    + head.key() + ", found none"));
        });
        chains.forEach((member, chain) -> {
            long covered = heads.getOrDefault(member, List.of()).stream()
                    .mapToLong(Head::count)
                    .max()
                    .orElse(0);
            chain.stream()
                    .filter(file -> file.predicate().link().counter() > covered)
                    .filter(file -> !isRecorded(dossier.facts(), file))
                    .forEach(file -> findings.unverifiable(
                            Reference.of(file.path()),
                            "expected a head on the ledger that covers the statement, found heads up to " + covered
                                    + "; anchor the chain and export again"));
        });
    }

    /** The heads that the parties of the task's runs put on the ledger: with attestations and as anchors. */
    private static Map<MemberId, List<Head>> heads(Dossier dossier) {
        Map<MemberId, List<Head>> heads = new TreeMap<>();
        for (Run run : dossier.runs()) {
            for (PartyNode party : run.parties()) {
                MemberId member = party.node().member();
                List<Head> own = heads.computeIfAbsent(member, key -> new ArrayList<>());
                var attestation = RunKeys.attestation(run.run(), member);
                dossier.facts().read(attestation).ifPresent(found -> {
                    OwnPart part = found.own();
                    own.add(new Head(part.evidenceHead(), part.evidenceCount(), attestation.path()));
                });
                addAnchors(dossier.facts(), run, member, own);
            }
        }
        return heads;
    }

    private static void addAnchors(Facts facts, Run run, MemberId member, List<Head> own) {
        long seq = 1;
        var key = EvidenceKeys.anchor(run.run(), member, seq);
        Optional<Anchor> anchor = facts.read(key);
        while (anchor.isPresent()) {
            own.add(new Head(anchor.get().head(), anchor.get().count(), key.path()));
            seq++;
            key = EvidenceKeys.anchor(run.run(), member, seq);
            anchor = facts.read(key);
        }
    }

    /** Whether a denial that no head covers stands on the ledger itself. */
    private static boolean isRecorded(Facts facts, StatementFile file) {
        if (!(file.predicate() instanceof DenialPredicate denial)) {
            return false;
        }
        return facts.read(MemberKeys.certificate(denial.link().certificate()))
                .map(gate -> new NodeId(gate.member() + "/" + gate.handle()))
                .flatMap(gate -> facts.read(EvidenceKeys.denial(gate, denial.asker(), denial.day(), denial.seq())))
                .filter(recorded -> recorded.about().equals(denial.about())
                        && recorded.reason().equals(denial.reason()))
                .isPresent();
    }
}
