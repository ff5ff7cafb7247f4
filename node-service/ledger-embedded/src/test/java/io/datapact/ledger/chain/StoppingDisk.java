package io.datapact.ledger.chain;

import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.ForwardingFile;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that does nothing more from one of its changing operations on; the write that is cut short is half done. */
final class StoppingDisk extends ForwardingDisk {
    private int left = Integer.MAX_VALUE;

    StoppingDisk() {
        super(LogDisk.real());
    }

    /** So many operations are still done. */
    void stopAt(int operations) {
        left = operations;
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new StoppingFile(super.open(file));
    }

    @Override
    public void delete(Path file) throws IOException {
        operate();
        super.delete(file);
    }

    @Override
    public void replace(Path file, Path by) throws IOException {
        operate();
        super.replace(file, by);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        operate();
        super.syncFolder(folder);
    }

    private void operate() throws IOException {
        if (left <= 0) {
            throw new IOException("the machine has stopped");
        }
        left--;
    }

    private final class StoppingFile extends ForwardingFile {
        StoppingFile(LogFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            if (left == 0) {
                super.write(content.slice(content.position(), content.remaining() / 2), offset);
            }
            operate();
            super.write(content, offset);
        }

        @Override
        public void force() throws IOException {
            operate();
            super.force();
        }

        @Override
        public void truncate(long length) throws IOException {
            operate();
            super.truncate(length);
        }
    }
}
