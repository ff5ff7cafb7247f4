package io.datapact.node.app.audit;

import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.id.Digest;
import io.datapact.contract.state.Write;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.Replica;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The whole history as this node has verified it. */
public final class LedgerHistory {
    private final Ledger ledger;
    private final Replica replica;
    private final String kind;

    /** Reads a ledger's replica. */
    public LedgerHistory(Ledger ledger, Replica replica, String kind) {
        this.ledger = ledger;
        this.replica = replica;
        this.kind = kind;
    }

    /** What is done with each entry. */
    @FunctionalInterface
    private interface Reader {
        void read(LedgerUpdate update) throws IOException;
    }

    /** Where the replica stands; reads the whole history. */
    LedgerSummary summary() throws IOException, InterruptedException {
        LedgerCheckpoint checkpoint = ledger.checkpoint();
        SortedMap<String, byte[]> state = new TreeMap<>();
        long entries = read(0, update -> {
            for (Write write : update.entry().writes()) {
                write.value()
                        .ifPresentOrElse(
                                value -> state.put(write.key(), value.getBytes(StandardCharsets.UTF_8)),
                                () -> state.remove(write.key()));
            }
        });
        Digest digest = StateDigest.of(state);
        return new LedgerSummary(kind, entries, digest, checkpoint.origin(), checkpoint.note());
    }

    /** Writes every entry from a position on, as it stands now: canonical bytes, one a line. */
    void write(long from, OutputStream out) throws IOException, InterruptedException {
        read(from, update -> {
            out.write(update.entry().encode());
            out.write('\n');
        });
    }

    /** The newest checkpoint that this replica verified; it covers no more than is here. */
    String checkpoint() {
        return ledger.checkpoint().note();
    }

    /** Reads up to where the replica stood when it began; gives the number of entries up to there. */
    private long read(long from, Reader reader) throws IOException, InterruptedException {
        long last = replica.view().position();
        try (LedgerSubscription entries = ledger.eventsFrom(from)) {
            long position = from;
            while (position <= last) {
                Optional<LedgerUpdate> update = entries.poll(Duration.ofSeconds(1));
                if (update.isPresent()) {
                    reader.read(update.get());
                    position++;
                }
            }
        }
        return last + 1;
    }
}
