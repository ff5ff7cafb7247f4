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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the witnesses that the ledger names to co-sign what this node was shown, so that one checkpoint bears as many of
 * their signatures as can be had. Adversary: whoever answers; only lines that a witness's key made over the very text
 * asked about are taken.
 */
public final class Cosigners {
    /** Rounds before a witness that refuses is given up: each begins with the newest checkpoint. */
    static final int ROUNDS = 4;

    /** How long all of it may take, the call apart that is under way by then. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MOST_NODES = 4;

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

    /** Asks all of them; one asking at a time. Gives up after {@link #PATIENCE}, and a call that is then under way. */
    public synchronized Gathered ask() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        Map<NodeId, String> away = new HashMap<>();
        Gathered gathered = round(away, until);
        for (int round = 1; round < ROUNDS && !gathered.missing().isEmpty() && System.nanoTime() < until; round++) {
            Thread.sleep(PAUSE);
            gathered = round(away, until);
        }
        return gathered;
    }

    private Gathered round(Map<NodeId, String> away, long until) {
        SignedCheckpoint asked = checkpoints.desk().newest();
        SignedNote note = asked.note();
        List<Missing> missing = new ArrayList<>();
        for (Witness witness : checkpoints.desk().witnesses()) {
            WitnessKey key = new WitnessKey(witness.key().name(), witness.key().publicKey());
            Said said = key.signedAt(note).isPresent()
                    ? new Said(List.of(), "")
                    : ask(witness.member(), key, asked, away, until);
            note = said.lines().isEmpty() ? note : note.with(said.lines());
            if (key.signedAt(note).isEmpty()) {
                missing.add(new Missing(witness.member(), key.name(), said.why()));
            }
        }
        checkpoints.keep(new SignedCheckpoint(note, asked.head()));
        return new Gathered(note, missing);
    }

    private record Said(List<SignedNote.Line> lines, String why) {}

    /** A member may have several nodes, of which one has the key. Who did not answer is not asked again. */
    private Said ask(MemberId member, WitnessKey key, SignedCheckpoint asked, Map<NodeId, String> away, long until) {
        String why = "expected a node of the member's that answers, found none";
        for (NodeId node : nodes(member)) {
            if (away.containsKey(node) || System.nanoTime() > until) {
                why = away.getOrDefault(node, node + ": no time was left to ask");
                continue;
            }
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
                away.put(node, why);
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
