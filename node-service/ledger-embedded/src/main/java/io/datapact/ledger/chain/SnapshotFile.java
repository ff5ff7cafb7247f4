package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.statetree.StateTree;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The file {@code snapshot} of a chain's folder, byte for byte in the module's FORMAT.md. Whoever reads it believes only
 * what the checkpoint in it commits to: keys and values by the state's root. Written beside and renamed, so that a crash
 * leaves the old one or the new one.
 */
final class SnapshotFile {
    static final String NAME = "snapshot";

    /** Most keys that a reader takes. */
    static final int MAXIMUM_KEYS = 20_000_000;

    private static final String BESIDE = "snapshot.new";

    private final Path folder;
    private final LogDisk disk;

    SnapshotFile(Path folder, LogDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** What a file holds before it is judged. */
    private record Content(String note, long time, List<Snapshot.Held> state) {}

    /**
     * Reads the snapshot, if there is one.
     *
     * @param logKey the log's key
     * @throws SnapshotRefusedException if it is damaged, or not what a checkpoint of the key commits to
     */
    Optional<Snapshot> read(NoteKey logKey) {
        Path file = folder.resolve(NAME);
        if (!disk.exists(file)) {
            return Optional.empty();
        }
        try (SnapshotInput in = new SnapshotInput(disk.open(file))) {
            return Optional.of(judge(content(in), logKey));
        } catch (IOException e) {
            throw new SnapshotRefusedException("a readable file " + file, String.valueOf(e.getMessage()));
        }
    }

    /** Writes a snapshot in place of the one before; durable when this returns. */
    void write(SignedNote note, long time, Iterable<Snapshot.Held> state, int keys) throws IOException {
        Path beside = folder.resolve(BESIDE);
        try (LogFile file = disk.open(beside)) {
            file.truncate(0);
            SnapshotOutput out = new SnapshotOutput(file);
            out.header(time, keys, note.write().getBytes(StandardCharsets.UTF_8));
            for (Snapshot.Held held : state) {
                out.held(held);
            }
            out.finish();
            file.force();
        }
        disk.replace(folder.resolve(NAME), beside);
        disk.syncFolder(folder);
    }

    private static Content content(SnapshotInput in) throws IOException {
        in.magic();
        long time = in.number();
        long keys = in.number();
        require(keys >= 0 && keys <= MAXIMUM_KEYS, "at most " + MAXIMUM_KEYS + " keys", String.valueOf(keys));
        String note = new String(in.bytes(in.length(SignedNote.MAXIMUM_CHARACTERS)), StandardCharsets.UTF_8);
        List<Snapshot.Held> state = new ArrayList<>();
        for (long i = 0; i < keys; i++) {
            state.add(in.held());
        }
        in.end();
        return new Content(note, time, state);
    }

    private static Snapshot judge(Content content, NoteKey logKey) {
        SignedNote note = require(SignedNote.parse(content.note()));
        require(logKey.verifies(note), "a checkpoint signed by " + logKey.text(), "another signature");
        Checkpoint head = require(Checkpoint.parse(note.text()));
        require(head.origin().equals(logKey.name()) && head.size() > 0, "origin " + logKey.name(), head.origin());
        requireOrdered(content.state(), head.size());
        StateTree tree = tree(content.state());
        Optional<Digest> committed = StateRoot.of(head);
        require(
                committed.equals(Optional.of(tree.root())),
                "the state root that its checkpoint commits to, "
                        + committed.map(Digest::value).orElse("none"),
                tree.root().value());
        return new Snapshot(note, head, content.time(), content.state(), tree);
    }

    /** Both halves at the same time: this is most of what a start from a snapshot takes. */
    private static StateTree tree(List<Snapshot.Held> state) {
        Map<Boolean, List<Snapshot.Held>> sides =
                state.parallelStream().collect(Collectors.partitioningBy(held -> StateTree.isRight(held.key())));
        CompletableFuture<StateTree> right = CompletableFuture.supplyAsync(() -> half(sides.get(true)));
        return StateTree.join(half(sides.get(false)), right.join());
    }

    private static StateTree half(List<Snapshot.Held> state) {
        SortedMap<String, byte[]> values = new TreeMap<>();
        state.forEach(held -> values.put(held.key(), held.value()));
        return StateTree.of(values);
    }

    private static void requireOrdered(List<Snapshot.Held> state, long size) {
        String before = "";
        for (Snapshot.Held held : state) {
            require(before.compareTo(held.key()) < 0, "keys in ascending order", "'" + held.key() + "' out of order");
            require(
                    held.position() >= 0 && held.position() < size,
                    "positions below " + size,
                    String.valueOf(held.position()));
            before = held.key();
        }
    }

    private static <T> T require(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw new SnapshotRefusedException("a signed checkpoint in it", detail);
        };
    }

    private static void require(boolean holds, String expected, String found) {
        if (!holds) {
            throw new SnapshotRefusedException(expected, found);
        }
    }
}
