package io.datapact.audit;

import io.datapact.audit.bundle.BundleSource;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The whole ledger as an exporter has it. */
final class TaskLedger {
    private final BundleSource source;
    private final SortedMap<Long, SignedNote> checkpoints = new TreeMap<>();

    TaskLedger(BundleSource source) {
        this.source = source;
        for (byte[] text : source.checkpoints()) {
            note(text)
                    .ifPresent(note -> size(note)
                            .filter(size -> size > 0 && size < size())
                            .ifPresent(size -> checkpoints.put(size, note)));
        }
    }

    BundleSource source() {
        return source;
    }

    /** Number of entries that the last checkpoint covers. */
    long size() {
        return source.entries();
    }

    /** The last checkpoint. */
    SignedNote end() {
        return note(source.checkpoint())
                .orElseThrow(() -> new IllegalArgumentException("expected a signed checkpoint, found another text"));
    }

    /** Earlier ones by size. */
    SortedMap<Long, SignedNote> checkpoints() {
        return Collections.unmodifiableSortedMap(checkpoints);
    }

    /** Sizes of the checkpoints by which the log went over from key to key. */
    List<Long> handovers() {
        return source.handovers().stream()
                .flatMap(text -> note(text).flatMap(TaskLedger::size).stream())
                .toList();
    }

    /** Size of the last checkpoint that is no later than a position; 0 where there is none. */
    long before(long position) {
        SortedMap<Long, SignedNote> earlier = checkpoints.headMap(position + 1);
        return earlier.isEmpty() ? 0 : earlier.lastKey();
    }

    /** Visits all entries in order. */
    void forEach(Consumer<LogEntry> visitor) {
        for (long position = 0; position < size(); position++) {
            visitor.accept(entry(position));
        }
    }

    private LogEntry entry(long position) {
        return switch (LogEntry.parse(source.entry(position))) {
            case Parsed.Value<LogEntry>(LogEntry entry) -> entry;
            case Parsed.Malformed<LogEntry>(String path, String detail) ->
                throw new IllegalArgumentException(
                        "expected ledger entry " + position + " in canonical form, found at '" + path + "': " + detail);
        };
    }

    private static Optional<SignedNote> note(byte[] text) {
        return SignedNote.parse(new String(text, StandardCharsets.UTF_8)) instanceof Parsed.Value<SignedNote>(var note)
                ? Optional.of(note)
                : Optional.empty();
    }

    private static Optional<Long> size(SignedNote note) {
        return Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                ? Optional.of(head.size())
                : Optional.empty();
    }
}
