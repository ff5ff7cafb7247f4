package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.governance.Witnesses.Witness;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * E02: the entries lead to a checkpoint that is co-signed by as many witnesses as the network asks for. Of a whole ledger
 * that they lead there is E03's matter; of a task's, each has a proof. Source: C2SP tlog-proof, tlog-cosignature.
 */
final class E02Witnessed implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E02",
            1,
            Severity.CRITICAL,
            "GDPR 5(1)(f), 5(2), 32; JR/T 0196-2020 7.6",
            "The checkpoint over the entries bears the signatures of as many witnesses as the network requires.",
            "覆盖账本条目的检查点带有网络所要求数量的见证人签名。");

    private static final Witnesses NONE = new Witnesses(List.of(), 0);

    private final Findings findings;

    E02Witnessed(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void finish(Dossier dossier) {
        findings.applies();
        dossier.ledger()
                .proofs()
                .ifPresent(proofs -> proofs.inclusion()
                        .forEach(fault -> findings.violated(Reference.of(fault.path()), fault.detail())));
        Witnesses required = dossier.facts().read(GovernanceKeys.WITNESSES).orElse(NONE);
        if (required.needed() == 0) {
            findings.remark("the network requires no witnesses: the log's operator alone vouches for one history");
        }
        dossier.bundle()
                .file(BundleLayout.CHECKPOINT)
                .flatMap(E02Witnessed::note)
                .ifPresent(note -> judge(required, note));
    }

    private void judge(Witnesses required, SignedNote note) {
        Reference at = Reference.of(BundleLayout.CHECKPOINT);
        long signed = 0;
        for (Witness witness : required.witnesses()) {
            WitnessKey key = new WitnessKey(witness.key().name(), witness.key().publicKey());
            boolean holds = key.signedAt(note).isPresent();
            boolean claimed =
                    note.signatures().stream().anyMatch(line -> line.name().equals(key.name()));
            findings.require(
                    holds || !claimed,
                    at,
                    "expected a signature of witness " + key.name() + " of " + witness.member()
                            + ", found one that does not hold");
            signed += holds ? 1 : 0;
        }
        if (signed < required.needed()) {
            findings.unverifiable(
                    at,
                    "expected " + required.needed() + " signatures of witnesses on the checkpoint, found " + signed
                            + "; ask for one that they have co-signed");
        }
    }

    private static Optional<SignedNote> note(byte[] file) {
        return SignedNote.parse(new String(file, StandardCharsets.UTF_8)) instanceof Parsed.Value<SignedNote>(var note)
                ? Optional.of(note)
                : Optional.empty();
    }
}
