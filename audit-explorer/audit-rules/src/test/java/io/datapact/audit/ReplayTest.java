package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.state.StateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final AuditStory STORY = new AuditStory().told();

    @TempDir
    private Path folder;

    @Test
    void a_bundle_replays_to_the_recorded_state() throws IOException {
        Path bundle = Files.write(folder.resolve("bundle.zip"), STORY.bundle());

        assertThat(Audit.replay(bundle))
                .isEqualTo(new ReplayOutcome.Replayed(STORY.host.size(), STORY.host.stateDigest()));
    }

    @Test
    void a_folder_of_entries_replays_too_unpacked_or_bare() throws IOException {
        Path bare = write(Files.createDirectories(folder.resolve("bare")), STORY);
        Path unpacked = folder.resolve("unpacked");
        write(Files.createDirectories(unpacked.resolve("ledger/entries")), STORY);
        ReplayOutcome expected = new ReplayOutcome.Replayed(STORY.host.size(), STORY.host.stateDigest());

        assertThat(Audit.replay(bare)).isEqualTo(expected);
        assertThat(Audit.replay(unpacked)).isEqualTo(expected);
    }

    @Test
    void a_history_with_a_changed_write_diverges_at_that_entry() throws IOException {
        AuditStory wrong = WrongRecords.byRule().get("S03").get().told();
        Path entries = write(Files.createDirectories(folder.resolve("wrong")), wrong);

        assertThat(Audit.replay(entries))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Diverged.class,
                        outcome -> assertThat(outcome.detail())
                                .startsWith("ledger/entries/")
                                .contains("writes"));
    }

    @Test
    void an_empty_folder_diverges_and_says_what_to_give() throws IOException {
        assertThat(Audit.replay(folder))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Diverged.class,
                        outcome -> assertThat(outcome.detail()).contains("000000.json"));
    }

    private static Path write(Path entries, AuditStory story) throws IOException {
        for (LogEntry entry : story.host.entries()) {
            Files.write(entries.resolve(StateKey.number(entry.position()) + ".json"), entry.encode());
        }
        return entries;
    }
}
