package io.datapact.content;

import io.datapact.node.content.Cid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Where contents grow before they are visible: one folder each, emptied when the store opens. */
final class StagingArea {
    private final Path home;
    private final AtomicLong next = new AtomicLong();

    StagingArea(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(home)) {
            for (Path leftover : leftovers) {
                removeFolder(leftover);
            }
        }
    }

    Stage begin() throws IOException {
        return new Stage(Files.createDirectory(home.resolve(Long.toString(next.getAndIncrement()))));
    }

    private static void removeFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Files of one content; closing removes whatever was not moved. */
    static final class Stage implements BlockSink, AutoCloseable {
        private final Path folder;
        private final Map<Cid, Path> staged = new LinkedHashMap<>();

        private Stage(Path folder) {
            this.folder = folder;
        }

        @Override
        public void accept(Cid cid, byte[] block, int length) throws IOException {
            if (staged.containsKey(cid)) {
                return;
            }
            Path file = folder.resolve(cid.value());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(block, 0, length);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            staged.put(cid, file);
        }

        void moveAll(BlockFolder target) throws IOException {
            Set<Path> touched = new TreeSet<>();
            for (Map.Entry<Cid, Path> entry : staged.entrySet()) {
                touched.add(target.moveHere(entry.getValue(), entry.getKey()));
            }
            staged.clear();
            for (Path changed : touched) {
                BlockFolder.sync(changed);
            }
        }

        @Override
        public void close() throws IOException {
            removeFolder(folder);
        }
    }
}
