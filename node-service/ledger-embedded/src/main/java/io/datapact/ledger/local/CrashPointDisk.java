package io.datapact.ledger.local;

import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.ForwardingFile;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.file.Path;

/** A disk that reports each sync before it begins. */
final class CrashPointDisk extends ForwardingDisk {
    private final CrashPoints points;

    /**
     * Before a disk.
     *
     * @param disk   does the work
     * @param points hears of it
     */
    CrashPointDisk(LogDisk disk, CrashPoints points) {
        super(disk);
        this.points = points;
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new ReportingFile(super.open(file));
    }

    private final class ReportingFile extends ForwardingFile {
        ReportingFile(LogFile file) {
            super(file);
        }

        @Override
        public void force() throws IOException {
            points.reached(CrashPoint.BEFORE_FSYNC);
            super.force();
        }
    }
}
