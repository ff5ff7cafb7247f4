package io.datapact.node.history;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Fork;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Forks of the ledger that this node found: {@code <folder>/<first half of its digest>.fork.json}, a canonical
 * {@link Fork}, with both signed checkpoints beside it, as they were signed, in {@code .ours} and {@code .theirs}. While
 * one is here, this node starts and attests nothing and co-signs nothing; the members decide together what to do, and
 * whoever operates the node then takes the files away and starts it again.
 */
public final class Forks {
    /** Most forks kept; one is enough to convict. */
    static final int MOST = 64;

    private static final String SUFFIX = ".fork.json";
    private static final int NAME_LENGTH = 32;
    private static final int MAXIMUM_BYTES = 128 << 10;

    private final Path folder;
    private final Map<String, Fork> found;

    /**
     * Opens the folder, which is made if it is missing.
     *
     * @throws StoreUnavailableException if it cannot be made or read
     */
    public Forks(Path folder) {
        this.folder = folder;
        try {
            AtomicFiles.createPrivateFolder(folder);
            this.found = new ConcurrentSkipListMap<>(read(folder));
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException("cannot read the forks in " + folder, e);
        }
    }

    /** Whether a fork was found, in this process or before. */
    public boolean any() {
        return !found.isEmpty();
    }

    /** The forks found. */
    public List<Fork> all() {
        return List.copyOf(found.values());
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /**
     * Keeps a fork that convicts the log's key. From here on this node knows of it, whether it could be written or not.
     *
     * @throws StoreUnavailableException if it could not be written
     */
    public void keep(Fork fork) {
        byte[] bytes = RecordCodec.of(Fork.class).encode(fork);
        String name = Digest.of(bytes).value().substring(0, NAME_LENGTH);
        if (found.size() >= MOST || found.putIfAbsent(name, fork) != null) {
            return;
        }
        try {
            AtomicFiles.writePrivate(folder.resolve(name + ".ours"), fork.one().getBytes(StandardCharsets.UTF_8));
            AtomicFiles.writePrivate(
                    folder.resolve(name + ".theirs"), fork.other().getBytes(StandardCharsets.UTF_8));
            AtomicFiles.writePrivate(folder.resolve(name + SUFFIX), bytes);
        } catch (UncheckedIOException e) {
            throw new StoreUnavailableException("cannot keep the fork " + folder.resolve(name + SUFFIX), e);
        }
    }

    private static Map<String, Fork> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .limit(MOST)
                    .collect(Collectors.toMap(Forks::name, Forks::fork));
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static Fork fork(Path file) {
        try {
            byte[] bytes = Files.size(file) <= MAXIMUM_BYTES ? Files.readAllBytes(file) : new byte[0];
            return switch (RecordCodec.of(Fork.class).decode(bytes, MAXIMUM_BYTES)) {
                case Parsed.Value<Fork>(Fork fork) -> fork;
                case Parsed.Malformed<Fork>(String path, String detail) ->
                    throw new IOException("expected a fork in " + file + ", found something else at '" + path + "': "
                            + detail + "; restore the file from a copy");
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
