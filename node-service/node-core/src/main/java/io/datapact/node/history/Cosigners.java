package io.datapact.node.history;

import io.datapact.contract.governance.Witnesses.Witness;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the witnesses that the ledger names to co-sign what this node was shown, so that one checkpoint bears as many of
 * their signatures as can be had. Adversary: whoever answers; only lines that a witness's key made over the very text
 * asked about are taken.
 */
public final class Cosigners {
    /** Rounds before a witness that refuses is given up: each begins with the newest checkpoint. */
    static final int ROUNDS = 4;

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_NODES = 16;

    private final Ledger ledger;
    private final Checkpoints checkpoints;
    private final PeerClient peers;

    /** Asks through these peers. */
    public Cosigners(Ledger ledger, Checkpoints checkpoints, PeerClient peers) {
        this.ledger = ledger;
        this.checkpoints = checkpoints;
        this.peers = peers;
    }

    /**
     * What came of it.
     *
     * @param checkpoint the newest that this node verified, with all the signatures that were given
     * @param missing    the witnesses that did not sign it
     */
    public record Gathered(SignedNote checkpoint, List<Missing> missing) {
        /** Copies the list. */
        public Gathered {
            missing = List.copyOf(missing);
        }
    }

    /** A witness that did not sign, and why in a sentence; what another node says of it is untrusted. */
    public record Missing(MemberId member, String name, String why) {}

    /** Asks all of them; one asking at a time. Takes no longer than the calls and {@value #ROUNDS} short pauses. */
    public synchronized Gathered ask() throws InterruptedException {
        Gathered gathered = round();
        for (int round = 1; round < ROUNDS && !gathered.missing().isEmpty(); round++) {
            Thread.sleep(PAUSE);
            gathered = round();
        }
        return gathered;
    }

    private Gathered round() {
        SignedCheckpoint asked = checkpoints.desk().newest();
        SignedNote note = asked.note();
        List<Missing> missing = new ArrayList<>();
        for (Witness witness : checkpoints.desk().witnesses()) {
            WitnessKey key = new WitnessKey(witness.key().name(), witness.key().publicKey());
            Said said = key.signedAt(note).isPresent() ? new Said(List.of(), "") : ask(witness.member(), key, asked);
            note = said.lines().isEmpty() ? note : note.with(said.lines());
            if (key.signedAt(note).isEmpty()) {
                missing.add(new Missing(witness.member(), key.name(), said.why()));
            }
        }
        checkpoints.keep(new SignedCheckpoint(note, asked.head()));
        return new Gathered(note, missing);
    }

    private record Said(List<SignedNote.Line> lines, String why) {}

    /** A member may have several nodes, of which one has the key. */
    private Said ask(MemberId member, WitnessKey key, SignedCheckpoint asked) {
        String why = "expected a node of the member's on the ledger, found none";
        for (NodeId node : nodes(member)) {
            try {
                switch (peers.cosign(node, asked.note().write().getBytes(StandardCharsets.UTF_8))) {
                    case PeerAnswer.Given given -> {
                        Optional<SignedNote.Line> line = line(given.content(), key, asked);
                        if (line.isPresent()) {
                            return new Said(List.of(line.get()), "");
                        }
                        why = node + ": expected the checkpoint co-signed, found another answer";
                    }
                    case PeerAnswer.Refused(String reason, String detail) -> why = node + ": " + reason + " " + detail;
                }
            } catch (PeerUnavailableException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        return new Said(List.of(), why);
    }

    private Optional<SignedNote.Line> line(byte[] content, WitnessKey key, SignedCheckpoint asked) {
        return checkpoints
                .read(new String(content, StandardCharsets.UTF_8))
                .map(SignedCheckpoint::note)
                .filter(note -> note.text().equals(asked.note().text()))
                .flatMap(note -> note.signatures().stream()
                        .filter(line -> key.signedAt(new SignedNote(note.text(), List.of(line)))
                                .isPresent())
                        .findFirst());
    }

    private List<NodeId> nodes(MemberId member) {
        String prefix = "node/" + member + "/";
        return ledger.read(new LedgerQuery.ByPrefix(prefix, MOST_NODES)).values().stream()
                .map(LedgerRead.KeyValue::key)
                .map(key -> new NodeId(key.substring("node/".length())))
                .toList();
    }
}
