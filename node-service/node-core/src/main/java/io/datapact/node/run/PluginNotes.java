package io.datapact.node.run;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import io.datapact.contract.run.RunId;
import io.datapact.node.store.RunJournal;
import io.datapact.node.store.StoreUnavailableException;
import java.util.TreeMap;

/** What a plugin states while it runs, in order, in the run's journal. */
final class PluginNotes {
    /** Most statements of one run at one node. */
    static final int MOST_NOTES = 1_000;

    private final RunJournal journal;

    PluginNotes(RunJournal journal) {
        this.journal = journal;
    }

    /**
     * Keeps a statement.
     *
     * @throws RunFailedException CANCELLED if it cannot be kept, LIMIT if there are too many
     */
    void note(RunId run, String kind, JsonObject statement) {
        TreeMap<String, Json> members = new TreeMap<>();
        members.put("kind", new JsonString(kind));
        members.put("statement", statement);
        byte[] value = CanonicalJson.encode(new JsonObject(members));
        try {
            for (int n = 0; n < MOST_NOTES; n++) {
                if (journal.note(run, "plugin/" + n, value)) {
                    return;
                }
            }
        } catch (StoreUnavailableException e) {
            throw RunFailedException.of(RunFailure.CANCELLED, "the plugin's statement cannot be kept")
                    .because(e);
        }
        throw RunFailedException.of(RunFailure.LIMIT, "expected at most " + MOST_NOTES + " statements of the plugin");
    }
}
