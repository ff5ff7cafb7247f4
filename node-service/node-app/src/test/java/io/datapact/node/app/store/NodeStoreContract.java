package io.datapact.node.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.app.config.DatabaseSettings;
import io.datapact.node.store.BodyStore;
import io.datapact.node.store.NodeStore;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.RunJournal;
import io.datapact.node.store.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of a node's memory on each database. */
abstract class NodeStoreContract {
    private static final TaskId TASK = new TaskId("bank-a/2026-000001");
    private static final RunId RUN = new RunId(TASK, 1);
    private static final DatasetId DATASET = new DatasetId("bank-a/2026-000001");
    private static final Digest CERTIFICATE = Digest.of(new byte[] {1});

    private Database database;
    private NodeStore store;

    /** An empty database. */
    abstract DatabaseSettings settings();

    @BeforeEach
    void open() {
        database = Database.open(settings());
        store = new JdbcNodeStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void notes_a_step_once_and_keeps_the_first_value() {
        assertThat(store.note(RUN, "prepared", new byte[] {1, 2})).isTrue();
        assertThat(store.note(RUN, "prepared", new byte[] {3})).isFalse();
        assertThat(store.noted(RUN, "prepared")).hasValue(new byte[] {1, 2});
    }

    @Test
    void tells_steps_and_runs_apart() {
        store.note(RUN, "computing");

        assertThat(store.has(RUN, "computing")).isTrue();
        assertThat(store.has(RUN, "Computing")).isFalse();
        assertThat(store.has(new RunId(TASK, 2), "computing")).isFalse();
        assertThat(store.has(new RunId(new TaskId("bank-a/2026-000002"), 1), "computing"))
                .isFalse();
    }

    @Test
    void remembers_after_it_was_closed() {
        store.note(RUN, "prepared", new byte[] {7});
        store.putBody(TASK, new byte[] {8});
        store.revokeThrough(TASK, 3);
        store.bury(Tombstone.of(TASK));
        store.bury(Tombstone.of(DATASET));
        store.bury(Tombstone.of(CERTIFICATE));
        database.close();
        database = Database.open(settings());
        NodeStore reopened = new JdbcNodeStore(database);

        assertThat(reopened.noted(RUN, "prepared")).hasValue(new byte[] {7});
        assertThat(reopened.body(TASK)).hasValue(new byte[] {8});
        assertThat(reopened.revokedThrough(TASK)).isEqualTo(3);
        assertThat(reopened.buried(Tombstone.of(TASK))).isTrue();
        assertThat(reopened.buried(Tombstone.of(DATASET))).isTrue();
        assertThat(reopened.buried(Tombstone.of(CERTIFICATE))).isTrue();
    }

    @Test
    void lets_one_of_many_threads_note_a_step() throws InterruptedException, ExecutionException {
        int threads = 8;
        List<Future<Boolean>> noted = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                byte[] value = {(byte) thread};
                noted.add(pool.submit(() -> store.note(RUN, "start-seen", value)));
            }
        }
        int winners = 0;
        for (Future<Boolean> each : noted) {
            winners += each.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void takes_values_up_to_their_bound_and_no_longer_ones() {
        store.note(RUN, "s".repeat(RunJournal.MAXIMUM_STEP_LENGTH), new byte[RunJournal.MAXIMUM_VALUE_BYTES]);

        assertThat(store.noted(RUN, "s".repeat(RunJournal.MAXIMUM_STEP_LENGTH)).orElseThrow())
                .hasSize(RunJournal.MAXIMUM_VALUE_BYTES);
        assertThatThrownBy(() -> store.note(RUN, "long", new byte[RunJournal.MAXIMUM_VALUE_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.note(RUN, "s".repeat(RunJournal.MAXIMUM_STEP_LENGTH + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.putBody(TASK, new byte[BodyStore.MAXIMUM_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replaces_a_body() {
        assertThat(store.body(TASK)).isEmpty();
        store.putBody(TASK, new byte[] {1});
        store.putBody(TASK, new byte[BodyStore.MAXIMUM_BYTES]);

        assertThat(store.body(TASK).orElseThrow()).hasSize(BodyStore.MAXIMUM_BYTES);
    }

    @Test
    void sets_how_far_approvals_are_revoked() {
        assertThat(store.revokedThrough(TASK)).isZero();
        store.revokeThrough(TASK, OwnRevocations.EVERYTHING);
        assertThat(store.revokedThrough(TASK)).isEqualTo(OwnRevocations.EVERYTHING);
        store.revokeThrough(TASK, 4);
        assertThat(store.revokedThrough(TASK)).isEqualTo(4);
    }

    @Test
    void buries_for_good_and_tells_kinds_apart() {
        TaskId likeTheDataset = new TaskId(DATASET.value());
        assertThat(store.buried(Tombstone.of(DATASET))).isFalse();
        store.bury(Tombstone.of(DATASET));
        store.bury(Tombstone.of(DATASET));
        assertThat(store.buried(Tombstone.of(DATASET))).isTrue();
        assertThat(store.buried(Tombstone.of(likeTheDataset))).isFalse();
        assertThat(store.buried(Tombstone.of(new DatasetId("telco-b/2026-000001"))))
                .isFalse();
    }

    @Test
    void takes_names_as_data_and_never_as_sql() {
        String hostile = "x'); DROP TABLE run_journal; --";
        store.note(RUN, hostile);

        assertThat(store.has(RUN, hostile)).isTrue();
        assertThat(store.has(RUN, "x")).isFalse();
    }
}
