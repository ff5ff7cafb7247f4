package io.datapact.audit;

import io.datapact.audit.bundle.BundleSource;
import io.datapact.audit.bundle.BundleWriter;
import io.datapact.audit.bundle.ManifestSealer;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes bundles of class {@code task}: the commands about one task, those that wrote what they rest on, and proofs of
 * all that the rules ask. What the rules ask is found by putting them to work on the whole ledger and watching.
 *
 * <p>Cost: some passes over all entries, and memory for the whole state; inclusion proofs hash the log once each.
 */
public final class TaskExport {
    private TaskExport() {}

    /**
     * Writes the bundle of the source's task.
     *
     * @param exported the exporter's clock, millis since the epoch
     * @param out      flushed, not closed
     * @throws IOException              if the stream cannot be written
     * @throws IllegalArgumentException if the source holds something that cannot be in a bundle
     */
    public static void write(BundleSource source, ManifestSealer sealer, long exported, OutputStream out)
            throws IOException {
        TaskLedger ledger = new TaskLedger(source);
        TaskSelection selection = TaskSelection.of(ledger, exported, sealer.exporter());
        BundleWriter.write(source, new TaskProofs(ledger, selection).files(), sealer, exported, out);
    }
}
