package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * B10: a gate's denials are numbered without gaps, each is of a start or a question that its asker did sign, about a task
 * in which the gate is a party, for a known reason, and told once.
 */
final class B10DenialsGapFree implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B10",
            1,
            Severity.MEDIUM,
            "GDPR 5(2), 30; JR/T 0196-2020 7.6",
            "Each gate's denials of a day are numbered without gaps, each told once by a party of the task, about a start"
                    + " or a question that exists.",
            "每个网关当日的拒绝记录连续编号，由任务参与方各记一次，且均指向真实存在的启动命令或询问。");

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long MOST_DAYS = 7;

    private final Findings findings;
    private final Signatures signatures;
    private final Map<String, Long> last = new TreeMap<>();
    private final Set<String> told = new TreeSet<>();

    /** What was refused: the run that it would start, and the certificate that it says signed it. */
    private record Refused(Dsse.Envelope envelope, Digest certificate, RunId run) {}

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
        long age = Math.floorDiv(step.time(), DAY_MILLIS) - denial.day();
        long expected = Optional.ofNullable(last.put(series, denial.seq())).orElse(0L) + 1;
        findings.require(
                denial.seq() == expected,
                new Reference(step.file(), "/body/seq"),
                "expected denial " + expected + " of " + series + ", found " + denial.seq());
        findings.require(
                age >= 0 && age <= MOST_DAYS,
                new Reference(step.file(), "/body/day"),
                "expected the day of the transaction or one of the " + MOST_DAYS + " before, found " + denial.day());
        findings.require(
                Reason.of(denial.reason()).isPresent(),
                new Reference(step.file(), "/body/reason"),
                "expected a reason of the rule book, found " + denial.reason());
        requireRefused(step, denial, gate);
    }

    private void requireRefused(Step step, RecordDenial denial, String gate) {
        Reference about = new Reference(step.file(), "/body/about");
        Optional<Refused> refused = refused(denial).filter(each -> signed(step, denial, each));
        findings.require(
                refused.isPresent(),
                about,
                "expected a start or a question signed by " + denial.asker() + ", found none");
        if (refused.isEmpty()) {
            return;
        }
        Digest payload = refused.get().envelope().payloadDigest();
        findings.require(
                told.add(gate + "/" + payload),
                about,
                "expected each refusal once by gate " + gate + ", found that of " + payload + " again");
        boolean party = step.before()
                .manifest(refused.get().run())
                .filter(manifest -> manifest.parties().stream()
                        .anyMatch(each -> each.node().value().equals(gate)))
                .isPresent();
        findings.require(
                party,
                about,
                "expected gate " + gate + " to be a party of task "
                        + refused.get().run().task() + ", found it is none");
    }

    private boolean signed(Step step, RecordDenial denial, Refused refused) {
        return step.before()
                .read(MemberKeys.certificate(refused.certificate()))
                .filter(certificate -> certificate.member().equals(denial.asker()))
                .filter(certificate -> signatures.verify(
                        certificate.spki().toBytes(),
                        refused.envelope().signedBytes(),
                        refused.envelope().signatures().getFirst().sig().toBytes()))
                .isPresent();
    }

    private static Optional<Refused> refused(RecordDenial denial) {
        if (!(Dsse.Envelope.parse(denial.about().toBytes())
                instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope))) {
            return Optional.empty();
        }
        byte[] payload = envelope.payload().toBytes();
        return switch (envelope.payloadType()) {
            case Dsse.COMMAND ->
                CommandCodec.decode(payload) instanceof Parsed.Value<CommandPayload>(CommandPayload command)
                                && command.command() instanceof StartRun start
                        ? Optional.of(new Refused(envelope, command.header().signer(), start.run()))
                        : Optional.empty();
            case Dsse.MESSAGE ->
                RecordCodec.of(AskReady.class).decode(payload) instanceof Parsed.Value<AskReady>(AskReady question)
                        ? Optional.of(new Refused(envelope, question.nodeCertificate(), question.run()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
