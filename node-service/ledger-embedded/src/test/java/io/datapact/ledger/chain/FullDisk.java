package io.datapact.ledger.chain;

import io.datapact.ledger.log.FolderLock;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A disk on which nothing more can be written. */
final class FullDisk implements LogDisk {
    private final LogDisk disk = LogDisk.real();

    @Override
    public LogFile open(Path file) throws IOException {
        return new FullFile(disk.open(file));
    }

    @Override
    public LogFile openToRead(Path file) throws IOException {
        return disk.openToRead(file);
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public List<Path> files(Path folder) throws IOException {
        return disk.files(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void replace(Path file, Path by) throws IOException {
        disk.replace(file, by);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disk.syncFolder(folder);
    }

    @Override
    public FolderLock lock(Path folder) throws IOException {
        return disk.lock(folder);
    }

    private record FullFile(LogFile file) implements LogFile {
        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            throw new IOException("no space left on device");
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            file.read(into, offset);
        }

        @Override
        public void force() throws IOException {
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
