package io.datapact.node.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Results that this node received: {@code <folder>/<task>/<run>/<output>.csv}, of mode 600. */
public final class ResultFolder {
    private final Path folder;

    /** Opens the folder, which is made if it is missing. */
    public ResultFolder(Path folder) {
        this.folder = folder;
        AtomicFiles.createPrivateFolder(folder);
    }

    /**
     * The result of an output as CSV, or empty if it is not here.
     *
     * @throws StoreUnavailableException if it cannot be read
     */
    public Optional<String> read(RunId run, Code output) {
        Path file = file(run, output);
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read the result " + file, e);
        }
    }

    /**
     * Keeps a result, whole or not at all; again where it failed before.
     *
     * @throws StoreUnavailableException if it could not be made durable
     */
    void write(RunId run, Code output, String csv) {
        Path file = file(run, output);
        try {
            AtomicFiles.createPrivateFolder(file.getParent());
            AtomicFiles.writePrivate(file, csv.getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            throw new StoreUnavailableException("cannot keep the result " + file + "; make room or mend the disk", e);
        }
    }

    private Path file(RunId run, Code output) {
        return folder.resolve(RunKeys.path(run)).resolve(output.value().replace('/', '.') + ".csv");
    }
}
