package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.state.StateView;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.SegmentAwayException;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Reads entries as they stand on disk, and says of commands where they stand. Safe for use by several threads. */
final class EntryReader {
    private final SegmentLog log;
    private final MerkleLog merkle;
    private final History history;
    private volatile boolean closed;

    EntryReader(SegmentLog log, MerkleLog merkle, History history) {
        this.log = log;
        this.merkle = merkle;
        this.history = history;
    }

    /**
     * Canonical bytes of an entry, compared with what was appended.
     *
     * @throws LedgerUnavailableException if it cannot be read: its archive cannot be reached, or a disk fails
     */
    byte[] bytes(long position) {
        byte[] bytes = read(position);
        if (!MerkleTree.leafHash(bytes).equals(merkle.leaf(position))) {
            throw new LogDamagedException(
                    log.folder(), "expected entry " + position + " as it was appended, found other bytes");
        }
        return bytes;
    }

    /** An entry with its events, for which the log is replayed if they are of before a snapshot and somebody asks. */
    LedgerUpdate update(long position) {
        LogEntry entry = parse(position, bytes(position));
        return history.knows(position)
                ? new LedgerUpdate(position, entry, history.at(position).events())
                : new LedgerUpdate(position, entry, () -> history.at(position).events());
    }

    /** What keys hold as of a position. */
    LedgerRead read(LedgerQuery query, long position) {
        List<String> keys = switch (query) {
            case LedgerQuery.ByKey(String key) -> List.of(key);
            case LedgerQuery.ByPrefix(String prefix, int limit) ->
                history.versions(position).keys(prefix, limit, position);
        };
        StateView view = history.stateAt(position);
        return new LedgerRead(
                position,
                keys.stream()
                        .flatMap(key ->
                                view.get(key).map(value -> new LedgerRead.KeyValue(key, Bytes.of(value))).stream())
                        .toList());
    }

    /** The receipt of a command as seen from a position, by the digest of its payload. */
    Optional<SubmitOutcome.Committed> receipt(Digest command, long asOf) {
        return history.versions(asOf)
                .writtenAt(CommandKeys.outcome(command).path(), asOf)
                .map(position -> new SubmitOutcome.Committed(position, time(command, position), command.value()));
    }

    /** The files are about to be closed. */
    void close() {
        closed = true;
    }

    static RuntimeException closedException() {
        return new LedgerClosedException("this ledger was closed; open it again to use it");
    }

    /** Time of a command's entry. No root covers what a snapshot says of positions: the entry itself must be the command's. */
    private long time(Digest command, long position) {
        if (history.knows(position)) {
            return history.time(position);
        }
        LogEntry entry = parse(position, bytes(position));
        if (!entry.transactionId().equals(command.value())) {
            throw new LogDamagedException(
                    log.folder(),
                    "expected command " + command + " at position " + position
                            + ", as the snapshot says, found another; remove the file snapshot to have the log replayed");
        }
        return entry.time();
    }

    private byte[] read(long position) {
        try {
            return log.read(position);
        } catch (SegmentAwayException e) {
            throw new LedgerUnavailableException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            if (closed) {
                throw closedException();
            }
            throw new LedgerUnavailableException(
                    e.getMessage() + ": " + e.getCause().getMessage()
                            + "; repair the disk or the archive, and ask again",
                    e);
        }
    }

    private static LogEntry parse(long position, byte[] canonical) {
        return switch (LogEntry.parse(canonical)) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new IllegalStateException(
                        "entry " + position + " was checked and cannot be malformed: " + detail);
        };
    }
}
