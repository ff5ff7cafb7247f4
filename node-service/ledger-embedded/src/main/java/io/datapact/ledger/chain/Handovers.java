package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import io.datapact.ledger.log.LogWriteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/**
 * The log's keys as a chain has them ({@link LogKeys}): by the entries that replaced one, and by the handovers kept in the
 * chain's folder, one file {@code <entries, 20 digits>.handover} each. Files alone lead from the genesis' key to the one
 * that signed a snapshot; wherever entries are replayed, both must say the same.
 *
 * <p>An entry is durable before its handover is, so that the last handover may be missing after a crash; the host then
 * signs it at its start, a follower gets it with the next connection. The applying thread adds keys; any thread reads.
 */
public final class Handovers {
    private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.handover");
    private static final int MAXIMUM_BYTES = 1 << 14;

    private final Path folder;
    private final LogDisk disk;
    private final ConcurrentNavigableMap<Long, SignedNote> notes = new ConcurrentSkipListMap<>();
    private final Set<Long> replayed = new ConcurrentSkipListSet<>();
    private volatile LogKeys keys;

    private Handovers(Path folder, LogDisk disk, NoteKey first) {
        this.folder = folder;
        this.disk = disk;
        this.keys = LogKeys.of(first);
    }

    /**
     * Reads what a chain's folder holds.
     *
     * @param first the key that the genesis names
     * @throws LogDamagedException if a file is no handover from the key before it
     */
    static Handovers read(Path folder, LogDisk disk, NoteKey first) {
        Handovers handovers = new Handovers(folder, disk, first);
        if (Chain.exists(folder, disk)) {
            try {
                for (Path file : disk.files(folder)) {
                    if (NAME.matcher(file.getFileName().toString()).matches()) {
                        handovers.read(file);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the handovers in " + folder, e);
            }
        }
        return handovers;
    }

    /** The keys, with those of entries that are applied and not yet published. */
    public LogKeys keys() {
        return keys;
    }

    /** The handover over so many entries, as both keys signed it, if it is one and kept. */
    public Optional<SignedNote> note(long size) {
        return Optional.ofNullable(notes.get(size));
    }

    /** All handovers kept over at least so many entries, the earliest first. */
    public List<SignedNote> notes(long least) {
        return List.copyOf(notes.tailMap(least).values());
    }

    /** Sizes of handovers of at most so many entries that are not kept yet. */
    public List<Long> due(long most) {
        return keys.handovers().stream()
                .map(LogKeys.Handover::size)
                .filter(size -> size <= most && !notes.containsKey(size))
                .toList();
    }

    /**
     * Keeps a handover; durable when this returns.
     *
     * @param note right, and signed by both keys and nobody else
     * @throws LogWriteException if the disk fails
     */
    public void keep(long size, SignedNote note) {
        Path file = folder.resolve(name(size));
        Path beside = folder.resolve(name(size) + ".new");
        try {
            try (LogFile written = disk.open(beside)) {
                written.truncate(0);
                written.write(ByteBuffer.wrap(note.write().getBytes(StandardCharsets.UTF_8)), 0);
                written.force();
            }
            disk.replace(file, beside);
            disk.syncFolder(folder);
        } catch (IOException e) {
            throw new LogWriteException(file, e);
        }
        notes.put(size, note);
    }

    /** The key to which an entry hands the log over, if it does. */
    public static Optional<Bytes> next(LogEntry entry) {
        return entry.position() == 0
                ? Optional.empty()
                : entry.writes().stream()
                        .filter(write -> write.key().equals(GovernanceKeys.AUTHORITY.path()))
                        .flatMap(write -> write.value().stream())
                        .map(Handovers::authority)
                        .map(LedgerAuthority::key)
                        .findFirst();
    }

    /**
     * For a replica that takes nothing behind a handover before it has kept it: none is missing further back.
     *
     * @param size entries of the replica
     * @throws LogDamagedException if one is, for somebody removed it
     */
    public void requireKept(long size) {
        for (long due : due(size - 1)) {
            require(false, due, "the handover to the key that its last entry names");
        }
    }

    /** An entry that holds is applied. */
    void applied(LogEntry entry) {
        next(entry).ifPresent(key -> {
            long size = entry.position() + 1;
            Optional<Bytes> known = keys.next(size).map(NoteKey::publicKey);
            boolean fits = known.isPresent()
                    ? known.get().equals(key)
                    : keys.upTo(size).equals(keys);
            require(fits, size, "a handover to the key " + key + ", as its last entry says");
            keys = known.isPresent() ? keys : keys.with(size, key);
            replayed.add(size);
        });
    }

    /**
     * After a replay: what is kept must be of this log, only the last may be missing, and the newest key is the state's.
     *
     * @param base entries that a snapshot stands for
     * @param size entries of the log
     * @param root roots over first entries
     */
    void requireOf(long base, long size, LongFunction<Digest> root, StateView state) {
        notes.forEach((at, note) -> {
            boolean known = at <= size
                    && (at <= base || replayed.contains(at))
                    && head(note)
                            .filter(head -> head.root().equals(root.apply(at)))
                            .isPresent();
            require(known, at, "a handover of this log");
        });
        for (long due : due(size)) {
            require(due == keys.handovers().getLast().size(), due, "the handover to the key that its last entry names");
        }
        StateReader reader = new StateReader(state);
        Bytes named = reader.read(GovernanceKeys.AUTHORITY)
                .map(LedgerAuthority::key)
                .orElse(keys.first().publicKey());
        require(
                named.equals(keys.newest().publicKey()),
                keys.handovers().isEmpty() ? size : keys.handovers().getLast().size(),
                "handovers up to the key " + named + " that the state names");
    }

    /**
     * How much of the log a snapshot lets a start leave out. What a key signed that was replaced since counts for nothing,
     * for anybody may have it by now: such a snapshot is believed only where the entries behind it lead to the roots of the
     * newest handover, which the newest key signed, and only from there on.
     *
     * @param base      entries for which the snapshot stands; 0 without one
     * @param size      entries of the log
     * @param root      roots over first entries
     * @param stateRoot roots of the states after them, from the snapshot on
     * @return entries the state after which is proved: the snapshot's, or more
     * @throws SnapshotRefusedException if it leads elsewhere, or the newest handover is not kept
     */
    long proved(long base, long size, LongFunction<Digest> root, LongFunction<Digest> stateRoot) {
        long newest = newest(keys);
        if (base == 0 || newest <= base || newest > size) {
            return base;
        }
        String expected = "one that leads to the handover over " + newest + " entries, for only a former key of the log"
                + " signed it";
        Checkpoint head = note(newest)
                .flatMap(Handovers::head)
                .orElseThrow(() -> new SnapshotRefusedException(expected, "no such handover kept"));
        Digest state = stateRoot.apply(newest);
        if (!head.root().equals(root.apply(newest)) || !StateRoot.of(head).equals(Optional.of(state))) {
            throw new SnapshotRefusedException(expected, "one that leads to other entries or another state, " + state);
        }
        return newest;
    }

    /** Entries of the newest handover; 0 where there is none. */
    static long newest(LogKeys keys) {
        return keys.handovers().isEmpty() ? 0 : keys.handovers().getLast().size();
    }

    private void read(Path file) throws IOException {
        long size = Long.parseLong(file.getFileName().toString().substring(0, 20));
        Optional<SignedNote> note = Optional.empty();
        try (LogFile opened = disk.open(file)) {
            ByteBuffer all = ByteBuffer.allocate((int) Math.min(opened.length(), MAXIMUM_BYTES));
            opened.read(all, 0);
            String text = new String(all.array(), 0, all.position(), StandardCharsets.UTF_8);
            if (SignedNote.parse(text) instanceof Parsed.Value<SignedNote>(SignedNote found)) {
                note = Optional.of(found);
            }
        }
        Optional<LogKeys> longer = note.filter(
                        found -> head(found).filter(head -> head.size() == size).isPresent())
                .flatMap(keys::with);
        require(longer.isPresent(), size, "a checkpoint that " + keys.newest().text() + " and the next key signed");
        keys = longer.orElseThrow();
        notes.put(size, note.orElseThrow());
    }

    private void require(boolean holds, long size, String expected) {
        if (!holds) {
            throw new LogDamagedException(
                    folder,
                    "expected in " + name(size) + " " + expected
                            + ", found something else or none; restore the file from a copy, each member's replica has"
                            + " the same");
        }
    }

    private static Optional<Checkpoint> head(SignedNote note) {
        return Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                ? Optional.of(head)
                : Optional.empty();
    }

    private static LedgerAuthority authority(String json) {
        return switch (RecordCodec.of(LedgerAuthority.class).decode(json.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Value<LedgerAuthority>(LedgerAuthority authority) -> authority;
            case Parsed.Malformed<LedgerAuthority>(String path, String detail) ->
                throw new IllegalStateException("the rules wrote this record and it cannot be malformed: " + detail);
        };
    }

    private static String name(long size) {
        return String.format("%020d.handover", size);
    }
}
