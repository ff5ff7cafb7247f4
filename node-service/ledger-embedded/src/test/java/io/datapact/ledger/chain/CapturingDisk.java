package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's disk, and somebody with a hold on the files of states' trees, which have no name. */
final class CapturingDisk extends ForwardingDisk {
    private final List<LogFile> captured = new ArrayList<>();

    CapturingDisk() {
        super(LogDisk.real());
    }

    @Override
    public LogFile open(Path file) throws IOException {
        LogFile opened = super.open(file);
        if (file.getFileName().toString().startsWith(TreeLeaves.NAME)) {
            captured.add(opened);
        }
        return opened;
    }

    /** Overwrites all of every such file that is open. */
    void damage() throws IOException {
        int closed = 0;
        for (LogFile file : captured) {
            try {
                file.write(ByteBuffer.allocate((int) file.length()), 0);
            } catch (ClosedChannelException e) {
                closed++;
            }
        }
        assertThat(closed).isLessThan(captured.size());
    }

    /** Cuts every such file to nothing. */
    void cut() throws IOException {
        for (LogFile file : captured) {
            file.truncate(0);
        }
    }
}
