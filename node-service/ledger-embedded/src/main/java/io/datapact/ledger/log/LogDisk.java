package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files of the log. */
@FunctionalInterface
public interface LogDisk {
    /** Opens a file for reading and writing, making it if it is not there. */
    LogFile open(Path file) throws IOException;

    /** The machine's own disk. */
    static LogDisk real() {
        return file -> new ChannelFile(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Makes the names in a folder durable, where the system lets folders be synced (POSIX). */
    static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * A file of the operating system.
     *
     * @param channel open for reading and writing
     */
    record ChannelFile(FileChannel channel) implements LogFile {
        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            long at = offset;
            while (content.hasRemaining()) {
                at += channel.write(content, at);
            }
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            long at = offset;
            while (into.hasRemaining()) {
                int read = channel.read(into, at);
                if (read < 0) {
                    return;
                }
                at += read;
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
