package io.datapact.audit;

import io.datapact.audit.bundle.BundleLayout;
import io.datapact.audit.bundle.BundleReader;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Ledger entries as files of a folder. */
final class HistoryFolder {
    private HistoryFolder() {}

    /** Reads {@code 000000.json} on, or {@code ledger/entries/000000.json} on, up to the first that is not there. */
    static void read(Path folder, BundleReader.EntryVisitor visitor) throws IOException {
        Path unpacked = folder.resolve(BundleLayout.entry(0)).getParent();
        Path entries = Files.isDirectory(unpacked, LinkOption.NOFOLLOW_LINKS) ? unpacked : folder;
        for (long position = 0; ; position++) {
            Path file = entries.resolve(StateKey.number(position) + ".json");
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            if (Files.size(file) > LogEntry.MAXIMUM_BYTES) {
                throw new IOException("expected entries of at most " + LogEntry.MAXIMUM_BYTES + " bytes, found "
                        + Files.size(file) + " in " + file);
            }
            visitor.entry(position, Files.readAllBytes(file));
        }
    }
}
