package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStore;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.RunJournal;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.node.testing.MemoryContentStore;
import io.datapact.node.testing.MemoryNodeStore;
import io.datapact.node.testing.TestConsortium;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bank-a's inbox while telco-b waits before the gate of a run that has started. */
@Timeout(60)
class ShareInboxTest {
    private static final Code TABLE = new Code("table");

    @TempDir
    private Path home;

    private final Semaphore atTheGate = new Semaphore(0);
    private final Disk disk = new Disk();
    private TestConsortium consortium;
    private TaskManifest manifest;
    private RunId run;
    private PeerIdentity telco;
    private ShareInbox inbox;

    @BeforeEach
    void start_a_run() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(this::hold);
        run = started(manifest);
        telco = new PeerIdentity(
                new NodeId("telco-b/1"),
                consortium.fixture().identity("telco-b", Role.TLS).digest());
        inbox = new ShareInbox(
                consortium.node("bank-a").id(),
                consortium.ledger(),
                disk.journal,
                disk,
                consortium.node("bank-a").core().follower());
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void counts_what_is_kept_and_not_what_could_not_be() {
        disk.full = true;
        for (int n = 0; n < 2 * ShareInbox.MOST_VARIANTS; n++) {
            byte[] share = share(n);
            assertThatThrownBy(() -> inbox.accept(telco, run, TABLE, share)).isInstanceOf(ContentStoreException.class);
        }
        disk.full = false;
        fill();
    }

    @Test
    void counts_a_share_once_however_often_it_comes() {
        disk.journalBroken = true;
        for (int n = 0; n < 2 * ShareInbox.MOST_VARIANTS; n++) {
            assertThatThrownBy(() -> inbox.accept(telco, run, TABLE, share(0)))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        disk.journalBroken = false;
        fill();
        for (int n = 0; n < ShareInbox.MOST_VARIANTS; n++) {
            assertThat(inbox.accept(telco, run, TABLE, share(n))).isEmpty();
        }
        assertThat(inbox.accept(telco, run, TABLE, share(99)).map(Refusal::reason))
                .contains(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void takes_nothing_of_a_run_that_is_over_and_forgets_it() throws Exception {
        fill();
        assertThat(inbox.places()).isOne();
        consortium.node("telco-b").store().revokeThrough(manifest.task(), OwnRevocations.EVERYTHING);
        atTheGate.release();
        Waiting.outcome(consortium, run);
        assertThat(inbox.accept(telco, run, TABLE, share(0)).map(Refusal::reason))
                .contains(Reason.STATE_FORBIDS);

        run = started(consortium.propose("bank-a/2026-000002", 2));
        fill();
        assertThat(inbox.places()).isOne();
    }

    /** As many different shares as may be, and none above. */
    private void fill() {
        for (int n = 0; n < ShareInbox.MOST_VARIANTS; n++) {
            assertThat(inbox.accept(telco, run, TABLE, share(n))).isEmpty();
        }
        assertThat(inbox.accept(telco, run, TABLE, share(ShareInbox.MOST_VARIANTS))
                        .map(Refusal::reason))
                .contains(Reason.QUOTA_EXCEEDED);
    }

    private RunId started(TaskManifest task) throws InterruptedException {
        RunId of = consortium.approveAndFund(task);
        assertThat(consortium.node("bank-a").core().runs().starter().start(of))
                .isInstanceOf(RunStarter.Started.Filed.class);
        return of;
    }

    private void hold(String point) {
        if (point.equals(CrashPoints.AFTER_START_SEEN)) {
            try {
                atTheGate.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("killed at " + point, e);
            }
        }
    }

    private static byte[] share(int n) {
        return new byte[] {(byte) n};
    }

    /** Where the inbox keeps things; it may be full, or its journal broken. */
    private static final class Disk implements ContentStore {
        private final ContentStore content = new MemoryContentStore();
        private final RunJournal notes = new MemoryNodeStore();
        private final RunJournal journal = new Journal();
        private boolean full;
        private boolean journalBroken;

        @Override
        public ContentRecord put(InputStream stream) {
            if (full) {
                throw new ContentStoreException(ContentStoreException.Kind.UNAVAILABLE, "no space left");
            }
            return content.put(stream);
        }

        @Override
        public Optional<InputStream> open(Cid cid) {
            return content.open(cid);
        }

        @Override
        public Optional<byte[]> get(Cid cid, int maximumBytes) {
            return content.get(cid, maximumBytes);
        }

        @Override
        public Optional<ContentRecord> find(Cid cid) {
            return content.find(cid);
        }

        private final class Journal implements RunJournal {
            @Override
            public boolean note(RunId of, String step, byte[] value) {
                if (journalBroken) {
                    throw new StoreUnavailableException("no space left", new IllegalStateException("no space left"));
                }
                return notes.note(of, step, value);
            }

            @Override
            public Optional<byte[]> noted(RunId of, String step) {
                return notes.noted(of, step);
            }
        }
    }
}
