package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a snapshot once from end to end, and keeps of it the tree over the state and where things stand in the file. */
final class SnapshotReader {
    /** Most keys that a reader takes. */
    static final int MAXIMUM_KEYS = 50_000_000;

    private static final int LEAST_BYTES_A_KEY = 16;

    private final Path path;
    private final LogFile file;
    private final LogDisk disk;
    private final SnapshotInput in;

    SnapshotReader(Path path, LogFile file, LogDisk disk) throws IOException {
        this.path = path;
        this.file = file;
        this.disk = disk;
        this.in = new SnapshotInput(file);
    }

    /**
     * Reads and judges; the file becomes the table's.
     *
     * @throws SnapshotRefusedException if it is damaged, or not what a checkpoint of the key commits to
     */
    Snapshot read(LogKeys logKeys) throws IOException {
        in.magic();
        long time = in.number();
        long keys = keys();
        Checkpoint head = head(logKeys);
        try (StateHashing hashing = new StateHashing(path.resolveSibling(TreeLeaves.NAME), disk)) {
            SnapshotTable.Index index = index(keys, head.size(), hashing);
            in.end();
            FoldedTree tree = committed(hashing.tree(), StateRoot.of(head));
            return new Snapshot(head, time, new SnapshotTable(path, file, index), tree);
        }
    }

    private static FoldedTree committed(FoldedTree tree, Optional<Digest> root) {
        Digest found = tree.tree().root();
        if (!root.equals(Optional.of(found))) {
            tree.leaves().close();
            throw new SnapshotRefusedException(
                    "the state root that its checkpoint commits to, "
                            + root.map(Digest::value).orElse("none"),
                    found.value());
        }
        return tree;
    }

    private long keys() throws IOException {
        long keys = in.number();
        long most = Math.min(MAXIMUM_KEYS, in.length() / LEAST_BYTES_A_KEY);
        require(keys >= 0 && keys <= most, "at most " + most + " keys", String.valueOf(keys));
        return keys;
    }

    private Checkpoint head(LogKeys logKeys) throws IOException {
        String text = new String(in.bytes(in.length(SignedNote.MAXIMUM_CHARACTERS)), StandardCharsets.UTF_8);
        SignedNote note = require(SignedNote.parse(text));
        Checkpoint head = require(Checkpoint.parse(note.text()));
        require(head.origin().equals(logKeys.origin()) && head.size() > 0, "origin " + logKeys.origin(), head.origin());
        require(
                logKeys.verifies(note, head),
                "a checkpoint signed by " + logKeys.after(head.size()).text(),
                "another signature");
        return head;
    }

    private SnapshotTable.Index index(long keys, long size, StateHashing hashing) throws IOException {
        SnapshotIndexing indexing = new SnapshotIndexing(keys, in);
        String before = "";
        for (long i = 0; i < keys; i++) {
            Snapshot.Held held = in.held();
            requireNext(held, before, size);
            before = held.key();
            indexing.passed(before);
            hashing.add(held);
        }
        return indexing.index();
    }

    private static void requireNext(Snapshot.Held held, String before, long size) {
        require(before.compareTo(held.key()) < 0, "keys in ascending order", "'" + held.key() + "' out of order");
        require(
                held.position() >= 0 && held.position() < size,
                "positions below " + size,
                String.valueOf(held.position()));
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
