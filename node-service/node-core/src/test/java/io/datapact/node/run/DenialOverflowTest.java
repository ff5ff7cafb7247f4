package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.evidence.RefusalLog;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bank-a asks telco-b more often in a day than telco-b may record one by one; the policy's quota is 8. */
@Timeout(60)
class DenialOverflowTest {
    private static final NodeId GATE = new NodeId("telco-b/1");
    private static final MemberId BANK = new MemberId("bank-a");
    private static final int QUOTA = 8;
    private static final int ASKED = 12;

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private TaskManifest manifest;
    private long day;
    private final List<Bytes> refused = new ArrayList<>();

    @BeforeEach
    void refuse_more_than_the_quota() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        day = TimeUnit.MILLISECONDS.toDays(consortium.clock().millis());
        for (int n = 1; n <= ASKED; n++) {
            refused.add(question(n));
            assertThat(record(refused.getLast())).isEqualTo(n < QUOTA);
        }
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void the_last_denial_tells_the_rest_once_the_day_is_over() throws Exception {
        assertThat(denial(day, QUOTA - 1)).isPresent();
        assertThat(denial(day, QUOTA)).isEmpty();
        denials().tellHeld();
        assertThat(denial(day, QUOTA)).isEmpty();
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
        denials().tellHeld();
        assertLastTold();
        long entries = consortium.ledger().entries().size();
        denials().tellHeld();
        assertThat(consortium.ledger().entries()).hasSize((int) entries);
    }

    @Test
    void the_next_denial_tells_it_too_and_begins_a_new_day() throws Exception {
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
        assertThat(record(question(ASKED + 1))).isTrue();
        assertLastTold();
        assertThat(denial(day + 1, 1)).isPresent();
    }

    @Test
    void a_node_that_starts_again_tells_it_by_itself() throws Exception {
        consortium.node("telco-b").kill();
        consortium.clock().advance(TimeUnit.DAYS.toMillis(3));
        consortium.node("telco-b").start(CrashPoints.NONE);
        Waiting.until(
                consortium,
                new RunId(manifest.task(), 1),
                () -> denial(day, QUOTA).isPresent());
        assertLastTold();
    }

    @Test
    void the_same_refusal_counts_once() throws Exception {
        assertThat(record(refused.getLast())).isFalse();
        assertThat(record(refused.getFirst())).isFalse();
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
        denials().tellHeld();
        assertLastTold();
    }

    /** What an auditor does who is given the node's files: recompute count and root, and compare with the ledger. */
    private void assertLastTold() {
        Denial last = denial(day, QUOTA).orElseThrow();
        List<HeldRefusal> held =
                consortium.node("telco-b").folders().evidence().refusals().held(new RefusalLog.Day(day, BANK));
        assertThat(held).extracting(HeldRefusal::envelope).isEqualTo(refused.subList(QUOTA - 1, ASKED));
        assertThat(held.getFirst().about()).isEqualTo(last.about());
        List<Digest> others = held.stream().skip(1).map(HeldRefusal::about).toList();
        assertThat(last.overflow()).isEqualTo(Denial.Overflow.of(others));
        assertThat(last.overflow())
                .hasValueSatisfying(overflow -> assertThat(overflow.count()).isEqualTo(ASKED - QUOTA));
        assertThat(consortium
                        .node("telco-b")
                        .folders()
                        .evidence()
                        .find(manifest.task(), said -> said instanceof DenialPredicate d && d.seq() == QUOTA))
                .isPresent();
    }

    private DenialRecorder denials() {
        return consortium.node("telco-b").core().runs().denials();
    }

    private boolean record(Bytes question) throws InterruptedException {
        Task task =
                Waiting.state(consortium).read(TaskKeys.task(manifest.task())).orElseThrow();
        Dsse.Envelope envelope = ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(question.toBytes())).value();
        Refusal refusal = new Refusal(Reason.APPROVAL_MISSING, "telco-b");
        return denials().record(BANK, task, new RunId(manifest.task(), 1), envelope, refusal);
    }

    private Bytes question(int n) {
        RunId run = new RunId(manifest.task(), n);
        return consortium
                .fixture()
                .message(
                        consortium.fixture().identity("bank-a", Role.NODE),
                        consortium
                                .fixture()
                                .askReady(
                                        "bank-a",
                                        run,
                                        manifest.digest(),
                                        consortium.clock().millis()));
    }

    private Optional<Denial> denial(long of, long seq) {
        return Waiting.state(consortium).read(EvidenceKeys.denial(GATE, BANK, of, seq));
    }
}
