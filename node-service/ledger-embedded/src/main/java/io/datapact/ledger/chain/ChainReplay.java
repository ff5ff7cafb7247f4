package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.ledger.log.EntrySink;
import java.util.ArrayList;
import java.util.List;

/** Replays a log's entries at start, in pieces, so that their signatures can be verified on all processors. */
final class ChainReplay implements EntrySink {
    private static final int PIECE = 256;

    private final Chain chain;
    private final SignatureWarmer warmer;
    private final List<LogEntry> piece = new ArrayList<>();
    private final List<byte[]> canonicals = new ArrayList<>();

    private final long from;

    /** @param from position of the first entry to replay; those before are only hashed, or held against their hashes */
    ChainReplay(Chain chain, SignatureWarmer warmer, long from) {
        this.chain = chain;
        this.warmer = warmer;
        this.from = from;
    }

    @Override
    public void accept(long position, byte[] canonical) {
        if (position < from) {
            chain.skip(position, canonical);
            return;
        }
        piece.add(parse(position, canonical));
        canonicals.add(canonical);
        if (piece.size() == PIECE) {
            finish();
        }
    }

    /** Applies what is still waiting. */
    void finish() {
        if (chain.appliedSize() > 0) {
            warmer.warm(List.copyOf(piece), chain.appliedState());
        }
        for (int i = 0; i < piece.size(); i++) {
            EntryCheck.Verdict verdict = chain.checkAndApply(piece.get(i), canonicals.get(i));
            if (verdict instanceof EntryCheck.Verdict.Fails(String detail)) {
                throw new ChainInvalidException(chain.appliedSize(), detail);
            }
        }
        piece.clear();
        canonicals.clear();
    }

    private static LogEntry parse(long position, byte[] canonical) {
        return switch (LogEntry.parse(canonical)) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new ChainInvalidException(
                        position, "expected an entry, found one malformed at '" + path + "': " + detail);
        };
    }
}
