package io.datapact.audit.rule;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.state.StateReader;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.certificate.X509Files;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** D05, as far as a bundle tells: no issuer gave two certificates one serial number. */
final class D05SerialsUnique implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "D05",
            1,
            Severity.HIGH,
            "GDPR 32; JR/T 0196-2020 7.5; RFC 5280 4.1.2.2",
            "No two certificates seen have the same issuer and serial number.",
            "所见证书中，同一签发者的序列号互不重复。");

    private final Findings findings;
    private final Map<String, Digest> seen = new TreeMap<>();

    D05SerialsUnique(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.ledger().genesis().ifPresent(this::note);
        dossier.ledger().written().startingWith("cert/").forEach((key, value) -> {
            if (RecordCodec.of(Certificate.class).decode(value, StateReader.MAXIMUM_RECORD_BYTES)
                    instanceof Parsed.Value<Certificate>(Certificate certificate)) {
                certificate.chain().forEach(der -> note(key, der));
            }
        });
        findings.remark(
                "whether each certificate stands in its issuer's public log is not judged: no such log exists yet");
    }

    private void note(Genesis genesis) {
        genesis.founders().forEach(founder -> founder.roots().forEach(der -> note("network/genesis", der)));
    }

    private void note(String key, Bytes der) {
        Reference at = new Reference("", "state " + key);
        try {
            X509Certificate certificate = X509Files.certificate(der.toBytes());
            String name = HexFormat.of()
                            .formatHex(certificate.getIssuerX500Principal().getEncoded()) + "/"
                    + certificate.getSerialNumber().toString(16);
            Digest digest = Digest.of(der.toBytes());
            Digest first = seen.computeIfAbsent(name, unseen -> digest);
            findings.require(
                    first.equals(digest),
                    at,
                    "expected one certificate of serial "
                            + certificate.getSerialNumber().toString(16) + " by " + certificate.getIssuerX500Principal()
                            + ", found " + first + " and " + digest);
        } catch (PemException e) {
            findings.violated(at, "expected a certificate, found other bytes: " + e.getMessage());
        }
    }
}
