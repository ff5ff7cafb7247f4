package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.DenialPredicate;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bank-a asks telco-b more often in a day than telco-b may record one by one; the policy's quota is 8. */
@Timeout(60)
class DenialOverflowTest {
    private static final int QUOTA = Asking.QUOTA;
    private static final int ASKED = 12;

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private Asking asking;
    private long day;
    private final List<Bytes> refused = new ArrayList<>();

    @BeforeEach
    void refuse_more_than_the_quota() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        asking = new Asking(consortium, consortium.propose("bank-a/2026-000001"));
        day = asking.day();
        for (int n = 1; n <= ASKED; n++) {
            refused.add(asking.question(n));
            assertThat(asking.refuse(refused.getLast())).isEqualTo(n < QUOTA);
        }
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void the_last_denial_tells_the_rest_once_the_day_is_over() throws Exception {
        assertThat(asking.denial(day, QUOTA - 1)).isPresent();
        assertThat(asking.denial(day, QUOTA)).isEmpty();
        asking.recorder().tellHeld();
        assertThat(asking.denial(day, QUOTA)).isEmpty();
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
        asking.recorder().tellHeld();
        assertLastTold();
        long entries = consortium.ledger().entries().size();
        asking.recorder().tellHeld();
        assertThat(consortium.ledger().entries()).hasSize((int) entries);
    }

    @Test
    void the_next_denial_tells_it_too_and_begins_a_new_day() throws Exception {
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
        assertThat(asking.refuse(asking.question(ASKED + 1))).isTrue();
        assertLastTold();
        assertThat(asking.denial(day + 1, 1)).isPresent();
    }

    @Test
    void a_node_that_starts_again_tells_it_by_itself() throws Exception {
        consortium.node("telco-b").kill();
        consortium.clock().advance(TimeUnit.DAYS.toMillis(3));
        consortium.node("telco-b").start(CrashPoints.NONE);
        Waiting.until(consortium, asking.run(), () -> asking.denial(day, QUOTA).isPresent());
        assertLastTold();
    }

    @Test
    void the_same_refusal_counts_once() throws Exception {
        assertThat(asking.refuse(refused.getLast())).isFalse();
        assertThat(asking.refuse(refused.getFirst())).isTrue();
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
        asking.recorder().tellHeld();
        assertLastTold();
    }

    /** What an auditor does who is given the node's files: recompute count and root, and compare with the ledger. */
    private void assertLastTold() {
        Denial last = asking.denial(day, QUOTA).orElseThrow();
        List<HeldRefusal> held = asking.held(day);
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
                        .find(asking.manifest().task(), said -> said instanceof DenialPredicate d && d.seq() == QUOTA))
                .isPresent();
    }
}
