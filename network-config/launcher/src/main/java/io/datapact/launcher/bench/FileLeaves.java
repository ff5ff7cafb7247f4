package io.datapact.launcher.bench;

import io.datapact.contract.statetree.LeafStore;
import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A tree's leaves in a file, as the ledger keeps them. For one thread. */
final class FileLeaves implements LeafStore, AutoCloseable {
    private final FileChannel file;
    private long count;

    FileLeaves(Path path) {
        try {
            file = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long append(byte[] leaves) {
        long first = count;
        ByteBuffer content = ByteBuffer.wrap(leaves);
        try {
            while (content.hasRemaining()) {
                file.write(content, first * LEAF_BYTES + content.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        count += leaves.length / LEAF_BYTES;
        return first;
    }

    @Override
    public byte[] read(long first, int many) {
        ByteBuffer content = ByteBuffer.allocate(many * LEAF_BYTES);
        try {
            boolean more = true;
            while (more && content.hasRemaining()) {
                more = file.read(content, first * LEAF_BYTES + content.position()) >= 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.array();
    }

    @Override
    public RuntimeException changed(long first, int many) {
        return new LaunchException(
                "expected " + many + " leaves from " + first + " as they were written, found others");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
