package io.datapact.ledger.chain;

import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A file without a name, for what a process needs only while it runs. What the disk does not take stays in memory, so that
 * a full disk keeps nothing from starting. Safe for use by several threads.
 */
final class Scratch implements AutoCloseable {
    private final Optional<LogFile> file;
    private final ConcurrentMap<Long, byte[]> kept = new ConcurrentHashMap<>();

    private Scratch(Optional<LogFile> file) {
        this.file = file;
    }

    /** An empty one, made under a name that is free again at once. */
    static Scratch at(Path path, LogDisk disk) {
        try {
            return new Scratch(Optional.of(nameless(path, disk)));
        } catch (IOException e) {
            return new Scratch(Optional.empty());
        }
    }

    /** Under a name that nobody guesses: another process may begin one in the same folder. */
    private static LogFile nameless(Path path, LogDisk disk) throws IOException {
        Path name = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
        LogFile file = disk.open(name);
        boolean made = false;
        try {
            disk.delete(name);
            made = true;
            return file;
        } finally {
            if (!made) {
                file.close();
            }
        }
    }

    void write(byte[] content, long at) {
        if (!written(content, at)) {
            kept.put(at, content.clone());
        }
    }

    /** What was written at an offset, whole; fewer bytes where the file has become shorter. */
    byte[] read(long at, int length) throws IOException {
        Optional<byte[]> held = Optional.ofNullable(kept.get(at));
        if (held.isPresent()) {
            return held.get().clone();
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        if (file.isPresent()) {
            file.get().read(content, at);
        }
        return content.hasRemaining() ? Arrays.copyOf(content.array(), content.position()) : content.array();
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    private boolean written(byte[] content, long at) {
        if (file.isEmpty()) {
            return false;
        }
        try {
            file.get().write(ByteBuffer.wrap(content), at);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
