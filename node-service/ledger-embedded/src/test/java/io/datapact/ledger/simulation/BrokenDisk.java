package io.datapact.ledger.simulation;

import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.ForwardingFile;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A disk below a program that forgets to sync, as programs do. */
final class BrokenDisk extends ForwardingDisk {
    private final LogDisk disk;
    private final Predicate<String> forgets;
    private final boolean names;
    private final boolean again;

    /**
     * Around a disk.
     *
     * @param disk    does the work
     * @param forgets names of files whose syncs are left out
     * @param names   whether names in folders are synced
     * @param again   whether what stands in a file already is written again
     */
    private BrokenDisk(LogDisk disk, Predicate<String> forgets, boolean names, boolean again) {
        super(disk);
        this.disk = disk;
        this.forgets = forgets;
        this.names = names;
        this.again = again;
    }

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
    public void syncFolder(Path folder) throws IOException {
        if (names) {
            disk.syncFolder(folder);
        }
    }

    private static final class Sloppy extends ForwardingFile {
        private final LogFile file;
        private final boolean forgets;
        private final boolean again;
        private boolean skipped;

        Sloppy(LogFile file, boolean forgets, boolean again) {
            super(file);
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
        public void force() throws IOException {
            if (!forgets && !skipped) {
                file.force();
            }
        }

        private boolean stands(ByteBuffer content, long offset) throws IOException {
            ByteBuffer there = ByteBuffer.allocate(content.remaining());
            file.read(there, offset);
            return there.flip().equals(content);
        }
    }
}
