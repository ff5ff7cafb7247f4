package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk with room for so many bytes: the write that exceeds it is done in part, then refused; so are all later ones. */
public final class FailingDisk extends ForwardingDisk {
    private long room;
    private boolean syncFails;

    /** With room for so many bytes. */
    public FailingDisk(long room) {
        super(LogDisk.real());
        this.room = room;
    }

    /** From now on syncs fail. */
    public void failSyncs() {
        syncFails = true;
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return new FailingFile(super.open(file));
    }

    private final class FailingFile extends ForwardingFile {
        private final LogFile file;

        FailingFile(LogFile file) {
            super(file);
            this.file = file;
        }

        @Override
        public void write(ByteBuffer content, long offset) throws IOException {
            int fits = (int) Math.min(room, content.remaining());
            boolean full = fits < content.remaining();
            ByteBuffer part = content.slice(content.position(), fits);
            file.write(part, offset);
            room -= fits;
            if (full) {
                throw new IOException("No space left on device");
            }
            content.position(content.limit());
        }

        @Override
        public void force() throws IOException {
            if (syncFails) {
                throw new IOException("Input/output error");
            }
            file.force();
        }
    }
}
