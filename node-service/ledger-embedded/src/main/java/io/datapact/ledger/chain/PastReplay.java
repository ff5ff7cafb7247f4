package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Event;
import io.datapact.contract.statetree.StateTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Replays the entries before a snapshot, whole: signatures, rules, write sets, and at the end the state's root. */
final class PastReplay {
    private static final int PIECE = 256;

    private PastReplay() {}

    /**
     * What those entries give; as slow as a start without the snapshot.
     *
     * @param entries gives an entry's canonical bytes, compared with its hash
     */
    static History of(
            LongFunction<byte[]> entries, EntryCheck check, SignatureWarmer warmer, long size, Digest stateRoot) {
        History history = new History();
        List<LogEntry> piece = new ArrayList<>();
        for (long position = 0; position < size; position++) {
            piece.add(parse(position, entries.apply(position)));
            if (piece.size() == PIECE || position == size - 1) {
                replay(piece, history, check, warmer);
                piece.clear();
            }
        }
        long last = size - 1;
        if (!StateTree.of(history.versions(last).all(last)).root().equals(stateRoot)) {
            throw new ChainInvalidException(
                    last,
                    "expected the state of the snapshot after it, found another by replay; remove the file snapshot and"
                            + " start again");
        }
        return history;
    }

    private static void replay(List<LogEntry> piece, History history, EntryCheck check, SignatureWarmer warmer) {
        if (history.size() > 0) {
            warmer.warm(List.copyOf(piece), history.stateAt(history.size() - 1));
        }
        for (LogEntry entry : piece) {
            long position = history.size();
            long time = history.time(position - 1);
            switch (check.check(entry, position, time, history.stateAt(position - 1))) {
                case EntryCheck.Verdict.Holds(List<Event> events) -> history.apply(entry, events);
                case EntryCheck.Verdict.Fails(String detail) -> throw new ChainInvalidException(position, detail);
            }
        }
    }

    private static LogEntry parse(long position, byte[] canonical) {
        return switch (LogEntry.parse(canonical)) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new ChainInvalidException(position, "expected an entry, found one malformed: " + detail);
        };
    }
}
