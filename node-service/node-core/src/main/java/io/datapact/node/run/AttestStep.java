package io.datapact.node.run;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.evidence.ResultPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.CommonPart;
import io.datapact.contract.run.InputColumns;
import io.datapact.contract.run.OwnPart;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunKeys;
import io.datapact.node.content.ContentStore;
import io.datapact.node.evidence.EvidenceHead;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.store.RunJournal;
import java.util.List;

/**
 * Delivers this party's sealed shares, waits until it holds all that it is to receive, states what it computed, and
 * attests.
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

    /** Attests once; if the run ended in between, nothing is attested. */
    void attest(RunFacts facts, Prepared prepared) throws InterruptedException {
        if (attested(facts)) {
            return;
        }
        deliver(facts, prepared);
        ledger.await(() -> holdsAll(facts, prepared) || !ledger.open(facts.id()));
        if (!ledger.open(facts.id())) {
            throw new RunEndedException(EndCause.SHARE_MISSING, "the run ended before all sealed shares were here");
        }
        AttestResult command = command(facts, prepared);
        if (!attested(facts)) {
            ledger.require(command);
        }
    }

    private boolean attested(RunFacts facts) {
        return ledger.state().has(RunKeys.attestation(facts.id(), facts.member()));
    }

    private void deliver(RunFacts facts, Prepared prepared) throws InterruptedException {
        for (Prepared.SealedShare share : prepared.sealed()) {
            byte[] sealed = content.get(share.cid(), ShareInbox.MAXIMUM_SHARE_BYTES)
                    .orElseThrow(() -> new IllegalStateException(
                            "expected a sealed share of run " + facts.id() + " in the content store, found none"));
            while (!given(facts, share, sealed) && ledger.open(facts.id())) {
                ledger.awaitTick();
            }
        }
    }

    private boolean given(RunFacts facts, Prepared.SealedShare share, byte[] sealed) {
        try {
            return peers.deliverShare(facts.recipient(share.recipient()), facts.id(), share.output(), sealed)
                    instanceof PeerAnswer.Given;
        } catch (PeerUnavailableException e) {
            return false;
        }
    }

    private boolean holdsAll(RunFacts facts, Prepared prepared) {
        return due(facts, prepared.common()).stream()
                .allMatch(
                        due -> journal.has(facts.id(), ShareInbox.step(due.output(), due.party(), due.sealedShare())));
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
