package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.merkle.SignedNote;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.ReplicaView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot takes the place of the one before, and of what was in memory, or leaves all as it was. */
class SnapshotWritingTest extends SnapshotScene {
    @Test
    void goes_on_from_there_and_writes_the_next_one() {
        try (Chain chain = open()) {
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            chain.snapshots().write(note(chain, SIZE), SIZE);
        }
        try (Chain chain = open()) {
            assertBegan(chain, ENTRIES);
            assertSame(chain);
        }
    }

    @Test
    void changes_nothing_that_can_be_asked_while_it_takes_the_place_of_what_was_in_memory() {
        try (Chain chain = open()) {
            ReplicaView early = chain.viewAt(SIZE);
            LedgerUpdate update = chain.update(SIZE);
            chain.snapshots().write(note(chain, ENTRIES - 1), ENTRIES - 1);
            assertThat(chain.snapshots().failure()).isEmpty();
            assertThat(chain.snapshots().last()).isEqualTo(ENTRIES - 1);
            String written = replayed.get(SIZE).entry().writes().getFirst().key();
            assertThat(early.state().get(written))
                    .isPresent()
                    .hasValueSatisfying(value ->
                            assertThat(chain.viewAt(SIZE).state().get(written)).hasValue(value));
            assertSame(chain);
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            assertThat(update).isEqualTo(replayed.get(SIZE));
            assertSame(chain);
        }
    }

    @Test
    void is_written_when_it_is_time_for_one() {
        try (Chain chain = open(ENTRIES - SIZE)) {
            chain.snapshots().offer(note(chain, ENTRIES - 1), ENTRIES - 1);
        }
        try (Chain chain = open(ENTRIES - SIZE)) {
            assertBegan(chain, SIZE);
            chain.snapshots().offer(note(chain, ENTRIES), ENTRIES);
            while (chain.snapshots().failure().isEmpty() && chain.snapshots().last() < ENTRIES) {
                Thread.onSpinWait();
            }
        }
        try (Chain chain = open()) {
            assertBegan(chain, ENTRIES);
        }
    }

    @Test
    void of_more_keys_than_a_start_takes_is_not_written() throws IOException {
        byte[] good = Files.readAllBytes(file());
        SnapshotFile writer = new SnapshotFile(folder, LogDisk.real());
        try (Chain chain = open()) {
            SignedNote note = note(chain, ENTRIES);
            assertThatThrownBy(() -> writer.write(note, 0, List.of(), SnapshotReader.MAXIMUM_KEYS + 1L))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("expected at most 50000000 keys, found 50000001");
        }
        assertThat(file()).hasBinaryContent(good);
        assertThat(folder.resolve("snapshot.new")).doesNotExist();
    }

    @Test
    void is_tried_again_only_after_as_many_entries_as_between_two() {
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 2)) {
            chain.snapshots().offer(note(chain, SIZE + 2), SIZE + 2);
            awaitFailure(chain, "the snapshot of 7 entries");
            chain.snapshots().offer(note(chain, SIZE + 3), SIZE + 3);
            chain.snapshots().close();
            assertThat(chain.snapshots().failure())
                    .hasValueSatisfying(found -> assertThat(found).contains("the snapshot of 7 entries"));
        }
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 2)) {
            chain.snapshots().offer(note(chain, SIZE + 2), SIZE + 2);
            awaitFailure(chain, "the snapshot of 7 entries");
            chain.snapshots().offer(note(chain, SIZE + 4), SIZE + 4);
            awaitFailure(chain, "the snapshot of 9 entries");
        }
    }

    @Test
    void leaves_no_part_of_one_that_could_not_be_written_or_whose_writer_stopped() throws IOException {
        Path beside = folder.resolve("snapshot.new");
        Files.write(beside, new byte[1 << 10]);
        Path tree = folder.resolve("tree.left");
        Files.write(tree, new byte[1 << 10]);
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 1)) {
            assertThat(beside).doesNotExist();
            assertThat(tree).doesNotExist();
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            assertThat(chain.snapshots().failure()).isPresent();
            assertThat(beside).doesNotExist();
        }
    }

    @Test
    void leaves_the_one_before_when_the_disk_is_full() {
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 1)) {
            assertBegan(chain, SIZE);
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            assertThat(chain.snapshots().failure())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("the snapshot of 9 entries could not be written: no space left on device"));
        }
        try (Chain chain = open()) {
            assertBegan(chain, SIZE);
            assertSame(chain);
        }
    }

    private static void awaitFailure(Chain chain, String why) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (chain.snapshots().failure().filter(found -> found.contains(why)).isEmpty()
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(chain.snapshots().failure())
                .hasValueSatisfying(found -> assertThat(found).contains(why).contains("is tried 2 entries later"));
    }
}
