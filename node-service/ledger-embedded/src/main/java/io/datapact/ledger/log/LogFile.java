package io.datapact.ledger.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One open file of the log, by offsets. The seam at which tests let disks fail. */
public interface LogFile extends Closeable {
    /** Writes all that remains in the buffer at an offset; on an error any part of it may have been written. */
    void write(ByteBuffer content, long offset) throws IOException;

    /** Fills what remains of the buffer from an offset; fewer bytes only at the end of the file. */
    void read(ByteBuffer into, long offset) throws IOException;

    /** Makes what was written durable (fdatasync). */
    void force() throws IOException;

    /** Length in bytes. */
    long length() throws IOException;

    /** Cuts the file to a length. */
    void truncate(long length) throws IOException;
}
