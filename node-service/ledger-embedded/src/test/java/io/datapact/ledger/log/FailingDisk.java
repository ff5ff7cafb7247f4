package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A disk with room for so many bytes: the write that exceeds it is done in part, then refused; so are all later ones. */
public final class FailingDisk implements LogDisk {
    private long room;
    private boolean syncFails;

    /** With room for so many bytes. */
    public FailingDisk(long room) {
        this.room = room;
    }

    /** From now on syncs fail. */
    public void failSyncs() {
        syncFails = true;
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new FailingFile(LogDisk.real().open(file));
    }

    @Override
    public LogFile openToRead(Path file) throws IOException {
        return LogDisk.real().openToRead(file);
    }

    @Override
    public boolean exists(Path file) {
        return LogDisk.real().exists(file);
    }

    @Override
    public List<Path> files(Path folder) throws IOException {
        return LogDisk.real().files(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        LogDisk.real().delete(file);
    }

    @Override
    public void replace(Path file, Path by) throws IOException {
        LogDisk.real().replace(file, by);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        LogDisk.real().syncFolder(folder);
    }

    @Override
    public FolderLock lock(Path folder) throws IOException {
        return LogDisk.real().lock(folder);
    }

    private final class FailingFile implements LogFile {
        private final LogFile file;

        FailingFile(LogFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            int fits = (int) Math.min(room, content.remaining());
            boolean full = fits < content.remaining();
            ByteBuffer part = content.slice(content.position(), fits);
            file.write(part, offset);
            room -= fits;
            if (full) {
                throw new IOException("No space left on device");
            }
            content.position(content.limit());
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            file.read(into, offset);
        }

        @Override
        public void force() throws IOException {
            if (syncFails) {
                throw new IOException("Input/output error");
            }
            file.force();
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void truncate(long length) throws IOException {
            file.truncate(length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
