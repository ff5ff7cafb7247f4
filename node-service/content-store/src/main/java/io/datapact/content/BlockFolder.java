package io.datapact.content;

import io.datapact.node.content.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files named by identifiers, spread over sub-folders named by two of their characters. */
final class BlockFolder {
    private static final int SPREAD_FROM = Cid.TEXT_LENGTH - 3;
    private static final int SPREAD_TO = Cid.TEXT_LENGTH - 1;

    private final Path home;

    BlockFolder(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home);
    }

    /**
     * Reads a file whole.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     * @throws IllegalArgumentException if it is longer than the bound
     */
    byte[] read(Cid cid, int maximumBytes) throws IOException {
        try (InputStream in = Files.newInputStream(fileOf(cid))) {
            byte[] content = in.readNBytes(maximumBytes + 1);
            if (content.length > maximumBytes) {
                throw new IllegalArgumentException(
                        "expected a file of at most %d bytes, found more".formatted(maximumBytes));
            }
            return content;
        }
    }

    /** Renames a file of the same file system into its place, over an older one; the folder still needs a sync. */
    Path moveHere(Path staged, Cid cid) throws IOException {
        Path target = fileOf(cid);
        if (!Files.isDirectory(target.getParent())) {
            Files.createDirectories(target.getParent());
            sync(home);
        }
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return target.getParent();
    }

    /** Makes the names in a folder durable. */
    static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path fileOf(Cid cid) {
        return home.resolve(cid.value().substring(SPREAD_FROM, SPREAD_TO)).resolve(cid.value());
    }
}
