package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunKeys;
import io.datapact.node.content.ContentStore;
import io.datapact.node.evidence.EvidenceHead;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.store.RunJournal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Delivers this party's sealed shares, waits until it holds all that it is to receive, states what it computed, and
 * attests.
 *
 * <p>Adversary: a peer that attests and never delivers, or never acknowledges, so that this party alone stays without an
 * attestation and pays for the silence (row 9 of the closing table). Where shares are still on their way when the margin
 * before the deadline begins, this party gives up: it aborts, which costs nobody anything, and never attests.
 */
final class AttestStep {
    private static final String OWN = "attest";

    private final RunLedger ledger;
    private final RunJournal journal;
    private final ContentStore content;
    private final EvidenceLog evidence;
    private final PeerClient peers;

    AttestStep(RunLedger ledger, RunJournal journal, ContentStore content, EvidenceLog evidence, PeerClient peers) {
        this.ledger = ledger;
        this.journal = journal;
        this.content = content;
        this.evidence = evidence;
        this.peers = peers;
    }

    /**
     * Attests once.
     *
     * @param last looks once more, when all shares are there, whether the run may go on; throws if not
     * @throws RunEndedException if the run ended, or shares were missing or not taken when the time was over; nothing is
     *     attested then
     */
    void attest(RunFacts facts, Prepared prepared, Runnable last) throws InterruptedException {
        if (attested(facts)) {
            return;
        }
        exchange(facts, prepared);
        last.run();
        AttestResult command = command(facts, prepared);
        if (!attested(facts)) {
            ledger.require(command);
        }
    }

    private boolean attested(RunFacts facts) {
        return ledger.state().has(RunKeys.attestation(facts.id(), facts.member()));
    }

    private void exchange(RunFacts facts, Prepared prepared) throws InterruptedException {
        try (ShareDelivery delivery = ShareDelivery.begin(ledger, content, peers, facts, prepared.sealed())) {
            ledger.awaitInTime(
                    facts,
                    () -> delivery.waitsFor().isEmpty()
                            && missing(facts, prepared).isEmpty(),
                    () -> new RunEndedException(
                            EndCause.SHARE_MISSING, "the run ended before all sealed shares were there"),
                    () -> givenUp(facts, prepared, delivery));
        }
    }

    private RunEndedException givenUp(RunFacts facts, Prepared prepared, ShareDelivery delivery) {
        Optional<ReleaseDue> missing = missing(facts, prepared);
        if (missing.isPresent()) {
            int sender = Math.toIntExact(missing.get().party());
            return RunEndedException.at(
                    OptionalInt.of(sender),
                    EndCause.SHARE_MISSING,
                    "expected the sealed share of party " + sender + " in time, found none");
        }
        Optional<MemberId> recipient = delivery.waitsFor();
        if (recipient.isPresent()) {
            return RunEndedException.at(
                    OptionalInt.of(facts.recipientParty(recipient.get()).orElseThrow()),
                    EndCause.SHARE_NOT_TAKEN,
                    "expected recipient " + recipient.get()
                            + " to take its sealed share in time, found that it has not");
        }
        return new RunEndedException(EndCause.TIME_OVER, "expected time left to attest in, found none");
    }

    /** The first share owed to this party that is not here. */
    private Optional<ReleaseDue> missing(RunFacts facts, Prepared prepared) {
        return due(facts, prepared.common()).stream()
                .filter(due -> !journal.has(facts.id(), ShareInbox.step(due.output(), due.party(), due.sealedShare())))
                .findFirst();
    }

    /** What others owe this party. */
    static List<ReleaseDue> due(RunFacts facts, CommonPart common) {
        return common.release().stream()
                .filter(due -> due.recipient().equals(facts.member()))
                .filter(due -> facts.recipientParty(facts.member())
                        .filter(at -> at == facts.index())
                        .isPresent())
                .toList();
    }

    /** The attestation as it was first made, so that a repeated step says the same. */
    private AttestResult command(RunFacts facts, Prepared prepared) {
        if (!journal.has(facts.id(), OWN)) {
            EvidenceHead head = state(facts, prepared);
            OwnPart own = new OwnPart(
                    head.head(),
                    head.count(),
                    prepared.peers(),
                    prepared.handedOut(),
                    columns(facts),
                    prepared.checks());
            journal.note(facts.id(), OWN, RecordCodec.of(OwnPart.class).encode(own));
        }
        byte[] noted = journal.noted(facts.id(), OWN).orElseThrow();
        return switch (RecordCodec.of(OwnPart.class).decode(noted)) {
            case Parsed.Value<OwnPart>(OwnPart own) -> new AttestResult(facts.id(), prepared.common(), own);
            case Parsed.Malformed<OwnPart>(String path, String detail) ->
                throw new IllegalStateException(
                        "expected an attestation in the journal, found it malformed at '" + path + "': " + detail);
        };
    }

    private EvidenceHead state(RunFacts facts, Prepared prepared) {
        Digest common = Digest.of(RecordCodec.of(CommonPart.class).encode(prepared.common()));
        return evidence.appendOnce(
                facts.id().task(),
                said -> said instanceof ResultPredicate other && other.run().equals(facts.id()),
                Subject.of(facts.id().task().value(), facts.manifestDigest()),
                link -> new ResultPredicate(
                        link,
                        facts.id(),
                        prepared.common().pluginDigest(),
                        common,
                        prepared.peers(),
                        prepared.handedOut(),
                        columns(facts),
                        prepared.checks()));
    }

    private static List<InputColumns> columns(RunFacts facts) {
        return facts.ownInputs().stream()
                .map(input -> new InputColumns(input.name(), input.columns()))
                .toList();
    }
}
