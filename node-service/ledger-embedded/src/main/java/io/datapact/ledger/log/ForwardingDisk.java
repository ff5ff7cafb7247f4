package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A disk that has another do the work; who extends it changes what it is about. */
public abstract class ForwardingDisk implements LogDisk {
    private final LogDisk disk;

    /** In front of a disk. */
    protected ForwardingDisk(LogDisk disk) {
        this.disk = disk;
    }

    @Override
    public LogFile open(Path file) throws IOException {
        return disk.open(file);
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
        disk.syncFolder(folder);
    }

    @Override
    public FolderLock lock(Path folder) throws IOException {
        return disk.lock(folder);
    }
}
