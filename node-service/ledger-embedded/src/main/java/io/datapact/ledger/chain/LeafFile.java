package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code leaves} of a chain's folder: the entries' leaf hashes, 32 bytes each, in order, at least as many as the
 * snapshot stands for. With them a start needs no segment that lies wholly behind the snapshot. Nothing in the file is
 * believed but what the root of a signed checkpoint covers. Appended before each snapshot; for one thread at a time.
 */
final class LeafFile {
    static final String NAME = "leaves";

    private static final int PIECE = 1 << 15;

    private final Path path;
    private final LogDisk disk;
    private long written;

    LeafFile(Path folder, LogDisk disk) {
        this.path = folder.resolve(NAME);
        this.disk = disk;
    }

    /**
     * The tree over a snapshot's entries; empty where the file has it not: it is missing, short, unreadable, or its hashes
     * are others than those to which the snapshot's checkpoint commits.
     */
    Optional<MerkleLog> read(Snapshot snapshot) {
        try {
            return disk.exists(path) ? read(snapshot.size(), snapshot.root()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes the hashes of the first entries durable; the name once the folder is synced. */
    void write(MerkleLog tree, long size) throws IOException {
        try (LogFile file = disk.open(path)) {
            for (long at = written; at < size; at += PIECE) {
                file.write(ByteBuffer.wrap(tree.leaves(at, Math.min(size, at + PIECE))), at * Digest.BYTES);
            }
            file.force();
        }
        written = Math.max(written, size);
    }

    private Optional<MerkleLog> read(long size, Digest root) throws IOException {
        MerkleLog tree = new MerkleLog();
        try (LogFile file = disk.openToRead(path)) {
            if (file.length() / Digest.BYTES < size) {
                return Optional.empty();
            }
            for (long at = 0; at < size; at += PIECE) {
                ByteBuffer piece = ByteBuffer.allocate(Digest.BYTES * (int) Math.min(PIECE, size - at));
                file.read(piece, at * Digest.BYTES);
                tree.appendAll(piece.array());
            }
        }
        boolean holds = tree.root(size).equals(root);
        written = holds ? size : 0;
        return holds ? Optional.of(tree) : Optional.empty();
    }
}
