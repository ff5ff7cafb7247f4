package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.PeerTranscript;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** B12: what one party says it sent is what its peer says it received: bytes and digest, both ways. */
final class B12TranscriptsAgree implements Check {
    static final RuleInfo INFO = new RuleInfo(
            "B12",
            1,
            Severity.HIGH,
            "GDPR 5(1)(f), 32; JR/T 0196-2020 7.6",
            "Between every two parties, bytes and digests sent equal those received.",
            "任意两方之间，发送与接收的字节数和摘要一致。");

    private final Findings findings;

    B12TranscriptsAgree(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void step(Step step) {
        if (!(step.command() instanceof AttestResult attestation)) {
            return;
        }
        RunId id = attestation.run();
        Optional<Run> run = step.before().read(RunKeys.run(id));
        if (run.isEmpty()) {
            return;
        }
        Map<Long, List<PeerTranscript>> transcripts = new TreeMap<>();
        for (PartyNode party : run.get().parties()) {
            step.after()
                    .read(RunKeys.attestation(id, party.node().member()))
                    .map(Attestation::own)
                    .ifPresent(own -> transcripts.put(party.index(), own.peers()));
        }
        if (transcripts.size() == run.get().parties().size()) {
            compare(run.get(), transcripts, new Reference(step.file(), "/body/own/peers"));
        }
    }

    @Override
    public void finish(Dossier dossier) {
        dossier.statements(ResultPredicate.class).forEach(stated -> {
            Optional<Attestation> attestation =
                    dossier.facts().read(RunKeys.attestation(stated.predicate().run(), stated.member()));
            attestation.ifPresent(found -> findings.require(
                    found.own().peers().equals(stated.predicate().peers()),
                    stated.at("/peers"),
                    "expected the transcripts as attested, found others"));
        });
    }

    private void compare(Run run, Map<Long, List<PeerTranscript>> transcripts, Reference at) {
        for (PartyNode sender : run.parties()) {
            for (PartyNode receiver : run.parties()) {
                if (sender.index() != receiver.index()) {
                    Optional<PeerTranscript> sent = towards(transcripts, sender, receiver);
                    Optional<PeerTranscript> received = towards(transcripts, receiver, sender);
                    findings.require(
                            agree(sent, received),
                            at,
                            "expected what " + sender.node() + " sent to equal what " + receiver.node()
                                    + " received, found "
                                    + sent.map(one -> one.bytesSent() + " bytes")
                                            .orElse("none")
                                    + " and "
                                    + received.map(one -> one.bytesReceived() + " bytes")
                                            .orElse("none")
                                    + ", or other digests");
                }
            }
        }
    }

    private static Optional<PeerTranscript> towards(
            Map<Long, List<PeerTranscript>> transcripts, PartyNode party, PartyNode peer) {
        List<PeerTranscript> found = transcripts.getOrDefault(party.index(), List.of()).stream()
                .filter(transcript -> transcript.peer() == peer.index())
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean agree(Optional<PeerTranscript> sent, Optional<PeerTranscript> received) {
        return sent.isPresent()
                && received.isPresent()
                && sent.get().bytesSent().equals(received.get().bytesReceived())
                && sent.get().sent().equals(received.get().received());
    }
}
