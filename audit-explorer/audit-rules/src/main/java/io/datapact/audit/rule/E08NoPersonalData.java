package io.datapact.audit.rule;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.history.Opening;
import io.datapact.audit.history.Step;
import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.member.Certificate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * E08: no personal data in the clear on the chain. The commands' form is the allow-list: an entry that has any other
 * member is not read at all. Their texts, the handles among them, are scanned here.
 */
final class E08NoPersonalData implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "E08",
            1,
            Severity.CRITICAL,
            "PIPL 6, 51; GDPR 5(1)(c), 17, 25",
            "The chain carries no personal data in the clear: known fields only, no text that looks like such data.",
            "链上不含明文个人信息：仅有已知字段，且文本不具个人信息特征。");

    /** Members that hold base64 or are known to hold digests; their texts are not prose. */
    private static final Set<String> ENCODED =
            Set.of("chain", "possession", "readys", "keyMessage", "about", "roots", "admins", "key", "nonce");

    private final Findings findings;

    E08NoPersonalData(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void opening(Opening opening) {
        scan(opening.envelope(), BundleLayout.entry(0));
    }

    @Override
    public void step(Step step) {
        scan(step.envelope(), step.file());
        step.entry().writes().stream()
                .filter(write -> write.key().startsWith("cert/"))
                .forEach(write -> write.value().ifPresent(value -> scanHandle(value, step.file())));
    }

    @Override
    public void unreadable(long position, String detail) {
        findings.violated(
                Reference.of(BundleLayout.entry(position)),
                "expected an entry of known fields only, found one that is not: " + detail);
    }

    private void scanHandle(String record, String file) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        if (RecordCodec.of(Certificate.class).decode(bytes)
                instanceof Parsed.Value<Certificate>(Certificate certificate)) {
            text(certificate.handle(), new Reference(file, "/writes"));
        }
    }

    private void scan(Dsse.Envelope envelope, String file) {
        findings.applies();
        byte[] payload = envelope.payload().toBytes();
        if (CanonicalJson.decode(payload, Dsse.MAXIMUM_ENVELOPE_BYTES) instanceof Parsed.Value<Json>(Json json)) {
            walk(json, file, "");
        }
    }

    private void walk(Json json, String file, String pointer) {
        switch (json) {
            case Json.JsonString string -> text(string.value(), new Reference(file, pointer));
            case Json.JsonArray array -> {
                for (int i = 0; i < array.values().size(); i++) {
                    walk(array.values().get(i), file, pointer + "/" + i);
                }
            }
            case Json.JsonObject object -> {
                for (Map.Entry<String, Json> member : object.members().entrySet()) {
                    if (!ENCODED.contains(member.getKey())) {
                        walk(member.getValue(), file, pointer + "/" + member.getKey());
                    }
                }
            }
            case Json.JsonBoolean flag -> {}
            case Json.JsonInteger number -> {}
        }
    }

    private void text(String value, Reference at) {
        Optional<String> kind = PersonalData.kindOf(value);
        findings.require(
                kind.isEmpty(),
                at,
                "expected no personal data, found what looks like " + kind.orElse("") + " (not shown)");
    }
}
