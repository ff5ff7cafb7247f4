package io.datapact.node.app.dataset;

import io.datapact.node.app.web.Problem;
import io.datapact.node.app.web.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where tables may be imported from. Whoever holds an approver's token names a file of the node's machine; so the real
 * path, with every link followed, must lie in this folder, unless the operator allows any.
 */
public final class DataFolder {
    private static final String CODE = "FILE_REFUSED";

    private final Path folder;
    private final boolean anyFile;

    /** A folder; {@code anyFile} lifts the bound. */
    public DataFolder(Path folder, boolean anyFile) {
        this.folder = folder;
        this.anyFile = anyFile;
    }

    /**
     * The file of a name.
     *
     * @param name relative to the folder, or absolute
     * @throws ProblemException if there is none, or it lies elsewhere; the two are not told apart
     */
    Path find(String name) {
        try {
            Path real = folder.resolve(name).toRealPath();
            boolean inside = anyFile || real.startsWith(folder.toRealPath());
            if (inside && !Files.isDirectory(real)) {
                return real;
            }
        } catch (IOException | InvalidPathException e) {
            throw new ProblemException(refused(), e);
        }
        throw new ProblemException(refused());
    }

    private static Problem refused() {
        return Problem.of(
                422,
                CODE,
                "a readable file in this node's data folder",
                "none of that name there",
                "put the table into the folder that datapact.node.data.folder names");
    }
}
