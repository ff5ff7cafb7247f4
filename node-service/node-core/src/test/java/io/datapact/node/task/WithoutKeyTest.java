package io.datapact.node.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.node.dataset.Datasets;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.identity.KeyMissingException;
import io.datapact.node.identity.Keyring;
import io.datapact.node.store.Tombstone;
import io.datapact.node.testing.MemoryNodeStore;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node without its member's approver key: what it cannot sign must not bar anything here either. */
class WithoutKeyTest {
    private static final TaskId TASK = new TaskId("bank-a/2026-000001");
    private static final DatasetId DATASET = new DatasetId("telco-b/subscribers");

    @TempDir
    private Path home;

    private final MemoryNodeStore store = new MemoryNodeStore();
    private TestConsortium consortium;
    private Approvals approvals;
    private Datasets datasets;

    @BeforeEach
    void begin() throws Exception {
        consortium = new TestConsortium(home);
        CommandDesk desk = new CommandDesk(
                consortium.ledger(),
                new CommandSigner(consortium.fixture().network(), consortium.clock(), new SecureRandom()));
        Keyring none = new Keyring(new MemberId("telco-b"), List.of());
        approvals = new Approvals(desk, none, consortium.ledger(), store);
        datasets = new Datasets(desk, none, consortium.node("telco-b").folders().snapshots(), store);
    }

    @AfterEach
    void end() {
        consortium.close();
    }

    @Test
    void closes_no_task_here_that_it_cannot_close_on_the_ledger() {
        assertRefused(() -> approvals.close(TASK, new Code("mistake")));

        assertThat(store.buried(Tombstone.of(TASK))).isFalse();
    }

    @Test
    void revokes_no_approval_here() {
        assertRefused(() -> approvals.revoke(TASK));

        assertThat(store.revokedThrough(TASK)).isZero();
    }

    @Test
    void ends_no_own_revocation_by_an_approval_that_it_cannot_give() {
        store.revokeThrough(TASK, 3);

        assertRefused(() -> approvals.approve(TASK, consortium.fixture().network()));

        assertThat(store.revokedThrough(TASK)).isEqualTo(3);
    }

    @Test
    void withdraws_no_dataset_here() {
        assertRefused(() -> datasets.withdraw(DATASET));

        assertThat(store.buried(Tombstone.of(DATASET))).isFalse();
    }

    private static void assertRefused(ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(KeyMissingException.class).hasMessageContaining("approver");
    }
}
