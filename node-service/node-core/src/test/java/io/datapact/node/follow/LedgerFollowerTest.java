package io.datapact.node.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.NodeId;
import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerCheckpoint;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerFollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ENTRIES = 5;

    @Test
    void reads_from_the_genesis_without_asking_what_happened() throws InterruptedException {
        try (LedgerFollower follower = follower()) {
            assertThat(follower.awaitPosition(ENTRIES - 1, PATIENCE)).isTrue();
        }
    }

    @Test
    void says_why_it_has_stopped_when_entries_cannot_be_read() throws InterruptedException {
        try (LedgerFollower follower = follower()) {
            assertThat(follower.awaitPosition(ENTRIES, PATIENCE)).isFalse();
            assertThat(follower.fault())
                    .hasValue("the ledger cannot be read here: entry 5 is away; then start this node again");
        }
    }

    private static LedgerFollower follower() {
        LedgerFollower follower = new LedgerFollower(new Entries(), new StartMarks(new NodeId("bank-a/1")));
        follower.start();
        return follower;
    }

    /** A replica whose entries are there, while telling what happened in them would take a replay, up to one that is away. */
    private static final class Entries implements Ledger, LedgerSubscription {
        private long next;

        @Override
        public Optional<LedgerUpdate> poll(Duration patience) {
            if (next == ENTRIES) {
                throw new LedgerUnavailableException("entry 5 is away");
            }
            LogEntry entry = new LogEntry(next, next, "00".repeat(32), Bytes.of(new byte[1]), List.of());
            next++;
            return Optional.of(new LedgerUpdate(entry.position(), entry, () -> {
                throw new IllegalStateException("nobody asks what happened");
            }));
        }

        @Override
        public long position() {
            return next;
        }

        @Override
        public LedgerSubscription eventsFrom(long position) {
            next = position;
            return this;
        }

        @Override
        public SubmitOutcome submit(SignedCommand command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LedgerRead read(LedgerQuery query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LedgerCheckpoint checkpoint() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
