package io.datapact.node.app.audit;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.Replica;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The whole history as this node has verified it. */
public final class LedgerHistory {
    private final Ledger ledger;
    private final Replica replica;
    private final LongFunction<Digest> stateDigests;
    private final String kind;
    private final Supplier<SignedNote> checkpoint;

    /**
     * Reads a ledger's replica.
     *
     * @param stateDigests names the replica's state right after an entry
     * @param checkpoint   the newest one verified, with witnesses' signatures
     */
    public LedgerHistory(
            Ledger ledger,
            Replica replica,
            LongFunction<Digest> stateDigests,
            String kind,
            Supplier<SignedNote> checkpoint) {
        this.ledger = ledger;
        this.replica = replica;
        this.stateDigests = stateDigests;
        this.kind = kind;
        this.checkpoint = checkpoint;
    }

    /** What is done with each entry. */
    @FunctionalInterface
    private interface Reader {
        void read(LedgerUpdate update) throws IOException;
    }

    /** Where the replica stands. */
    LedgerSummary summary() {
        LedgerCheckpoint checkpoint = ledger.checkpoint();
        long last = replica.view().position();
        return new LedgerSummary(kind, last + 1, stateDigests.apply(last), checkpoint.origin(), checkpoint.note());
    }

    /** Writes every entry from a position on, as it stands now: canonical bytes, one a line. */
    void write(long from, OutputStream out) throws IOException, InterruptedException {
        read(from, update -> {
            out.write(update.entry().encode());
            out.write('\n');
        });
    }

    /** The newest checkpoint that this replica verified, co-signed where it can be; it covers no more than is here. */
    String checkpoint() {
        return checkpoint.get().write();
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
