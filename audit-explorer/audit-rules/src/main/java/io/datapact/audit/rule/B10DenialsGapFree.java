package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.run.AskReady;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** B10: a gate's denials are numbered without gaps, and each is about something that its asker did sign. */
final class B10DenialsGapFree implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B10",
            1,
            Severity.MEDIUM,
            "GDPR 5(2), 30; JR/T 0196-2020 7.6",
            "Each gate's denials of a day are numbered without gaps, each about a command or question that exists.",
            "每个网关当日的拒绝记录连续编号，且均指向真实存在的命令或询问。");

    private static final long DAY_MILLIS = 86_400_000L;

    private final Findings findings;
    private final Signatures signatures;
    private final Map<String, Long> last = new TreeMap<>();

    B10DenialsGapFree(Findings findings, Signatures signatures) {
        this.findings = findings;
        this.signatures = signatures;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof RecordDenial denial)) {
            return;
        }
        String gate = step.signer()
                .map(signer -> signer.member() + "/" + signer.handle())
                .orElse("");
        String series = gate + "/" + denial.asker() + "/" + denial.day();
        long expected = Optional.ofNullable(last.put(series, denial.seq())).orElse(0L) + 1;
        findings.require(
                denial.seq() == expected,
                new Reference(step.file(), "/body/seq"),
                "expected denial " + expected + " of " + series + ", found " + denial.seq());
        findings.require(
                Math.abs(denial.day() - Math.floorDiv(step.time(), DAY_MILLIS)) <= 1,
                new Reference(step.file(), "/body/day"),
                "expected the day of the transaction, found " + denial.day());
        findings.require(
                exists(step, denial),
                new Reference(step.file(), "/body/about"),
                "expected a command or question signed by " + denial.asker() + ", found none");
    }

    private boolean exists(Step step, RecordDenial denial) {
        if (!(Dsse.Envelope.parse(denial.about().toBytes())
                instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope))) {
            return false;
        }
        Optional<Certificate> signer =
                signer(envelope).flatMap(digest -> step.before().read(MemberKeys.certificate(digest)));
        return signer.filter(certificate -> certificate.member().equals(denial.asker()))
                .filter(certificate -> signatures.verify(
                        certificate.spki().toBytes(),
                        envelope.signedBytes(),
                        envelope.signatures().getFirst().sig().toBytes()))
                .isPresent();
    }

    private static Optional<Digest> signer(Dsse.Envelope envelope) {
        byte[] payload = envelope.payload().toBytes();
        return switch (envelope.payloadType()) {
            case Dsse.COMMAND ->
                CommandCodec.decode(payload) instanceof Parsed.Value<CommandPayload>(CommandPayload command)
                        ? Optional.of(command.header().signer())
                        : Optional.empty();
            case Dsse.MESSAGE ->
                RecordCodec.of(AskReady.class).decode(payload) instanceof Parsed.Value<AskReady>(AskReady question)
                        ? Optional.of(question.nodeCertificate())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
