package io.datapact.ledger.chain;

import io.datapact.contract.statetree.LeafStore;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The leaves of a state's tree in a {@link Scratch}, made anew at each start and with each snapshot. Whoever finds a way
 * to change it changes no root and no proof; the tree tells it when it reads there. Safe for use by several threads.
 */
final class TreeLeaves implements LeafStore, AutoCloseable {
    static final String NAME = "tree";

    private final Path path;
    private final Scratch scratch;
    private final AtomicLong count = new AtomicLong();
    private volatile Consumer<LogDamagedException> whenChanged = damage -> {};
    private volatile boolean closed;

    /** None yet. */
    TreeLeaves(Path path, LogDisk disk) {
        this.path = path;
        this.scratch = Scratch.at(path, disk);
    }

    /** Whom to tell, before the read that finds it fails, that the file is no longer what it was. */
    void whenChanged(Consumer<LogDamagedException> told) {
        whenChanged = told;
    }

    @Override
    public long append(byte[] leaves) {
        long first = count.getAndAdd(leaves.length / LEAF_BYTES);
        scratch.write(leaves, first * LEAF_BYTES);
        return first;
    }

    @Override
    public byte[] read(long first, int many) {
        try {
            return scratch.read(first * LEAF_BYTES, many * LEAF_BYTES);
        } catch (IOException e) {
            if (closed) {
                throw EntryReader.closedException();
            }
            throw told(new LogDamagedException(
                    path, "expected the leaves of the state's tree to be readable, found: " + e.getMessage()));
        }
    }

    @Override
    public RuntimeException changed(long first, int many) {
        return told(new LogDamagedException(
                path,
                "expected the " + many + " leaves from number " + first + " of the state's tree as they were written,"
                        + " found others, of which nothing was used; the disk fails, or somebody writes to it"));
    }

    private LogDamagedException told(LogDamagedException damage) {
        whenChanged.accept(damage);
        return damage;
    }

    @Override
    public void close() {
        closed = true;
        try {
            scratch.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the state's tree, whose file was " + path, e);
        }
    }
}
