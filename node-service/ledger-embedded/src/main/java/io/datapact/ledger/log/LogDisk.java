package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Files and the names in folders, as the log uses them. The seam at which tests let disks fail. */
public interface LogDisk {
    /** Opens a file for reading and writing, making it if it is not there; its name lasts once the folder is synced. */
    LogFile open(Path file) throws IOException;

    /**
     * Opens a file that is there, for reading; its folder may be read-only.
     *
     * @throws NoSuchFileException if there is none
     */
    LogFile openToRead(Path file) throws IOException;

    /** Whether there is a file, or a folder, of this name. */
    boolean exists(Path file);

    /** The files in a folder that is there, sorted by name. */
    List<Path> files(Path folder) throws IOException;

    /** Removes a file. */
    void delete(Path file) throws IOException;

    /** Gives a file another name in the same folder at once, in place of the file that has it. */
    void replace(Path file, Path by) throws IOException;

    /** Makes the names in a folder durable, where the system lets folders be synced (POSIX). */
    void syncFolder(Path folder) throws IOException;

    /**
     * Keeps a folder to one process, making it if it is not there.
     *
     * @throws FolderInUseException if it is locked already, by this process or another
     */
    FolderLock lock(Path folder) throws IOException;

    /** The machine's own disk. */
    static LogDisk real() {
        return new RealDisk();
    }
}
