package io.datapact.ledger.log;

import java.nio.file.Path;

/** Another process, or another part of this one, has the folder open. */
public final class FolderInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the folder. */
    public FolderInUseException(Path folder) {
        super("the folder " + folder + " is in use by another ledger process; stop that one first, or give this one its"
                + " own folder");
    }
}
