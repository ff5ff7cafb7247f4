package io.datapact.ledger.log;

/** Keeps a folder to one process for as long as it is not closed. */
@FunctionalInterface
public interface FolderLock extends AutoCloseable {
    @Override
    void close();
}
