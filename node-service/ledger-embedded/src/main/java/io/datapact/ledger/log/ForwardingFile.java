package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file that has another do the work; who extends it changes what it is about. */
public abstract class ForwardingFile implements LogFile {
    private final LogFile file;

    /** In front of a file. */
    protected ForwardingFile(LogFile file) {
        this.file = file;
    }

    @Override
    public void write(ByteBuffer content, long offset) throws IOException {
        file.write(content, offset);
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
