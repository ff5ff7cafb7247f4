package io.datapact.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a folder to one process: an operating-system lock on its file {@code lock}, gone when the process dies. */
final class ChannelLock implements FolderLock {
    private static final String NAME = "lock";

    private final FileChannel channel;

    private ChannelLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a folder, making it if it is not there.
     *
     * @throws FolderInUseException if it is locked already, by this process or another
     */
    static FolderLock acquire(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel).isEmpty()) {
            channel.close();
            throw new FolderInUseException(folder);
        }
        return new ChannelLock(channel);
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock the folder", e);
        }
    }
}
