package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.state.StateView;
import io.datapact.ledger.log.EntrySink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Replays a log's entries at start, in pieces: while one is applied, the next ones are read and their signatures verified
 * on other processors, as far as the state known by then names the signers.
 */
final class ChainReplay implements EntrySink {
    private static final int PIECE = 256;
    private static final int PIECES_AHEAD = 4;

    private final Chain chain;
    private final HeldEntries held;
    private final SignatureWarmer warmer;
    private final Deque<CompletableFuture<List<Read>>> ahead = new ArrayDeque<>();
    private List<byte[]> piece = new ArrayList<>(PIECE);
    private long next;

    private final long from;

    /**
     * An entry that was read.
     *
     * @param canonical its bytes
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Read(LogEntry entry, byte[] canonical) {}

    /** @param from position of the first entry to replay; those before are only hashed, or held against their hashes */
    ChainReplay(Chain chain, HeldEntries held, SignatureWarmer warmer, long from) {
        this.chain = chain;
        this.held = held;
        this.warmer = warmer;
        this.from = from;
        this.next = from;
    }

    @Override
    public void accept(long position, byte[] canonical) {
        if (position < from) {
            held.skip(position, canonical);
            return;
        }
        piece.add(canonical);
        if (piece.size() == PIECE) {
            hand();
        }
    }

    /** Applies what is still waiting. */
    void finish() {
        hand();
        while (!ahead.isEmpty()) {
            apply(taken(ahead.remove()));
        }
    }

    private void hand() {
        List<byte[]> full = piece;
        long first = next;
        piece = new ArrayList<>(PIECE);
        next += full.size();
        if (chain.appliedSize() == 0) {
            apply(read(first, full));
            return;
        }
        StateView state = chain.appliedState();
        ahead.add(CompletableFuture.supplyAsync(() -> verified(read(first, full), state)));
        if (ahead.size() > PIECES_AHEAD) {
            apply(taken(ahead.remove()));
        }
    }

    private List<Read> verified(List<Read> entries, StateView state) {
        warmer.warm(entries.stream().map(Read::entry).toList(), state);
        return entries;
    }

    private static List<Read> read(long first, List<byte[]> full) {
        List<Read> entries = new ArrayList<>(full.size());
        for (byte[] canonical : full) {
            entries.add(new Read(parse(first + entries.size(), canonical), canonical));
        }
        return entries;
    }

    private void apply(List<Read> entries) {
        for (Read read : entries) {
            EntryCheck.Verdict verdict = chain.checkAndApply(read.entry(), read.canonical());
            if (verdict instanceof EntryCheck.Verdict.Fails(String detail)) {
                throw new ChainInvalidException(chain.appliedSize(), detail);
            }
        }
    }

    private static List<Read> taken(CompletableFuture<List<Read>> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException below) {
                throw below;
            }
            throw e;
        }
    }

    /** An entry by its canonical bytes. */
    static LogEntry parse(long position, byte[] canonical) {
        return switch (LogEntry.parse(canonical)) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new ChainInvalidException(
                        position, "expected an entry, found one malformed at '" + path + "': " + detail);
        };
    }
}
