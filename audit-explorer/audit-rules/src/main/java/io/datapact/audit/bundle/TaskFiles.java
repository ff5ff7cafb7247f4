package io.datapact.audit.bundle;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.task.TaskManifest;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * The ledger of a bundle of class {@code task}.
 *
 * @param files     contents by path: checkpoints, proofs, entries and values
 * @param entries   the entries among them
 * @param size      number of entries that the checkpoint covers
 * @param stateRoot the state's root in it
 */
public record TaskFiles(
        SortedMap<String, byte[]> files,
        List<LogEntry> entries,
        long size,
        Digest stateRoot,
        Digest network,
        TaskManifest manifest) {
    public TaskFiles {
        files = Collections.unmodifiableSortedMap(files);
        entries = List.copyOf(entries);
    }
}
