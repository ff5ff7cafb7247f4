package io.datapact.node.app.audit;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.history.Cosigners;
import io.datapact.node.history.WitnessedCheckpoints.Witnessed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows which checkpoints witnesses co-signed, by which the log's key changed, and what convicts the ledger's host if it was caught. */
@RestController
final class WitnessController {
    private final Checkpoints checkpoints;
    private final Cosigners cosigners;

    WitnessController(Checkpoints checkpoints, Cosigners cosigners) {
        this.checkpoints = checkpoints;
        this.cosigners = cosigners;
    }

    /**
     * What is known of witnesses here.
     *
     * @param key         this node's witness key, for members to name in {@code network/witnesses}; absent without one
     * @param checkpoints the newest that each is known to have co-signed, this node's own first
     */
    record Known(Optional<Bytes> key, List<Cosigned> checkpoints) {}

    /**
     * A checkpoint with a witness's signature beside the log's.
     *
     * @param name       the witness key's name
     * @param signedAt   seconds since the epoch by the witness's clock
     * @param checkpoint the signed note (C2SP signed-note, tlog-cosignature)
     */
    record Cosigned(MemberId member, String name, long entries, long signedAt, String checkpoint) {}

    /**
     * What witnesses answered.
     *
     * @param checkpoint the newest signed note, with the signatures that were given
     * @param missing    who did not sign it, and why
     */
    record Gathered(String checkpoint, List<Cosigners.Missing> missing) {}

    /** The checkpoints by which the log went over from key to key, as both keys signed them, the earliest first. */
    record Handed(List<String> handovers) {}

    /** The forks found. */
    record Found(List<Fork> forks) {}

    @GetMapping("/v1/ledger/witnesses")
    Known witnesses() {
        List<Cosigned> all = new ArrayList<>(own().stream().toList());
        for (Witnessed each : checkpoints.witnessed()) {
            all.add(cosigned(each.witness().member(), each.witness().key().name(), each.seconds(), each.checkpoint()));
        }
        return new Known(checkpoints.desk().publicKey(), List.copyOf(all));
    }

    /** Asks the witnesses to co-sign the newest checkpoint, now. */
    @PostMapping("/v1/ledger/cosignatures")
    Gathered gather() throws InterruptedException {
        Cosigners.Gathered gathered = cosigners.ask();
        return new Gathered(gathered.checkpoint().write(), gathered.missing());
    }

    @GetMapping("/v1/ledger/forks")
    Found forks() {
        return new Found(checkpoints.forks().all());
    }

    @GetMapping("/v1/ledger/handovers")
    Handed handovers() {
        return new Handed(checkpoints.handovers(0));
    }

    private Optional<Cosigned> own() {
        Optional<WitnessKey> named = checkpoints.desk().named();
        if (named.isEmpty()) {
            return Optional.empty();
        }
        SignedCheckpoint newest = checkpoints.desk().newest();
        return named.get()
                .signedAt(newest.note())
                .map(seconds ->
                        cosigned(checkpoints.desk().member(), named.get().name(), seconds, newest));
    }

    private static Cosigned cosigned(MemberId of, String name, long seconds, SignedCheckpoint checkpoint) {
        return new Cosigned(
                of, name, checkpoint.head().size(), seconds, checkpoint.note().write());
    }
}
