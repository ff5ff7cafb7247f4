package io.datapact.ledger.simulation;

import io.datapact.ledger.log.FolderLock;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A disk below a program that forgets to sync, as programs do.
 *
 * @param disk    does the work
 * @param forgets names of files whose syncs are left out
 * @param names   whether names in folders are synced
 * @param again   whether what stands in a file already is written again
 */
record BrokenDisk(LogDisk disk, Predicate<String> forgets, boolean names, boolean again) implements LogDisk {
    /** No file is ever synced. */
    static LogDisk neverSyncs(LogDisk disk) {
        return new BrokenDisk(disk, name -> true, true, true);
    }

    /** A checkpoint is put in place without having been synced. */
    static LogDisk renamesUnsynced(LogDisk disk) {
        return new BrokenDisk(disk, name -> name.endsWith(".new"), true, true);
    }

    /** Names are never synced. */
    static LogDisk forgetsNames(LogDisk disk) {
        return new BrokenDisk(disk, name -> false, false, true);
    }

    /** At start, a tail that may stand in memory alone is taken as it is. */
    static LogDisk keepsUnsyncedTails(LogDisk disk) {
        return new BrokenDisk(disk, name -> false, true, false);
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new Sloppy(disk.open(file), forgets.test(file.getFileName().toString()), again);
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
        if (names) {
            disk.syncFolder(folder);
        }
    }

    @Override
    public FolderLock lock(Path folder) throws IOException {
        return disk.lock(folder);
    }

    private static final class Sloppy implements LogFile {
        private final LogFile file;
        private final boolean forgets;
        private final boolean again;
        private boolean skipped;

        Sloppy(LogFile file, boolean forgets, boolean again) {
            this.file = file;
            this.forgets = forgets;
            this.again = again;
        }

        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            skipped = !again && stands(content, offset);
            if (!skipped) {
                file.write(content, offset);
            }
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            file.read(into, offset);
        }

        @Override
        public void force() throws IOException {
            if (!forgets && !skipped) {
                file.force();
            }
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

        private boolean stands(ByteBuffer content, long offset) throws IOException {
            ByteBuffer there = ByteBuffer.allocate(content.remaining());
            file.read(there, offset);
            return there.flip().equals(content);
        }
    }
}
