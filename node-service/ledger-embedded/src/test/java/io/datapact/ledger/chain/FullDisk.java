package io.datapact.ledger.chain;

import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.ForwardingFile;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk on which nothing more can be written. */
final class FullDisk extends ForwardingDisk {
    FullDisk() {
        super(LogDisk.real());
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new FullFile(super.open(file));
    }

    private static final class FullFile extends ForwardingFile {
        FullFile(LogFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            throw new IOException("no space left on device");
        }
    }
}
