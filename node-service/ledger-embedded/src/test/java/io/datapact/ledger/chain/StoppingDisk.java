package io.datapact.ledger.chain;

import io.datapact.ledger.log.FolderLock;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** A disk that does nothing more from one of its changing operations on; the write that is cut short is half done. */
final class StoppingDisk implements LogDisk {
    private final LogDisk disk = LogDisk.real();
    private int left = Integer.MAX_VALUE;

    /** So many operations are still done. */
    void stopAt(int operations) {
        left = operations;
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new StoppingFile(disk.open(file));
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
        operate();
        disk.delete(file);
    }

    @Override
    public void replace(Path file, Path by) throws IOException {
        operate();
        disk.replace(file, by);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        operate();
        disk.syncFolder(folder);
    }

    @Override
    public FolderLock lock(Path folder) throws IOException {
        return disk.lock(folder);
    }

    private void operate() throws IOException {
        if (left <= 0) {
            throw new IOException("the machine has stopped");
        }
        left--;
    }

    private final class StoppingFile implements LogFile {
        private final LogFile file;

        StoppingFile(LogFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            if (left == 0) {
                file.write(content.slice(content.position(), content.remaining() / 2), offset);
            }
            operate();
            file.write(content, offset);
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            file.read(into, offset);
        }

        @Override
        public void force() throws IOException {
            operate();
            file.force();
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void truncate(long length) throws IOException {
            operate();
            file.truncate(length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
