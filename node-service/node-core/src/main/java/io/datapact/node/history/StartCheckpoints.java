package io.datapact.node.history;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.run.RunId;
import io.datapact.node.store.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The newest checkpoint that this node had verified when it last said that it was ready for a run: {@code
 * <folder>/<task>/<run>.note}. A task's bundle proves against it what the ledger held before the start.
 */
final class StartCheckpoints {
    private final Path folder;

    /** In a folder, which is made when something is kept. */
    StartCheckpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Keeps a checkpoint of before a run, in place of what was kept for it.
     *
     * @throws StoreUnavailableException if it could not be kept
     */
    void keep(RunId run, SignedNote checkpoint) {
        file(run).write(checkpoint);
    }

    /**
     * What is kept of a task's runs, in order.
     *
     * @param runs how many there may be
     * @throws StoreUnavailableException if it cannot be read
     */
    List<SignedNote> of(TaskId task, long runs) {
        if (!Files.isDirectory(folder.resolve(task.value()))) {
            return List.of();
        }
        return LongStream.rangeClosed(1, runs)
                .mapToObj(run -> file(new RunId(task, run)).read())
                .flatMap(Optional::stream)
                .toList();
    }

    private NoteFile file(RunId run) {
        return new NoteFile(folder.resolve(run.task().value()).resolve(run.run() + ".note"));
    }
}
