package io.datapact.node.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalLogTest {
    private static final RefusalLog.Day DAY = new RefusalLog.Day(20_000, new MemberId("bank-a"));

    @TempDir
    private Path folder;

    @Test
    void keeps_refusals_in_order_each_once_also_over_a_restart() {
        RefusalLog log = new RefusalLog(folder);
        assertThat(log.hold(DAY, refusal(1))).isTrue();
        assertThat(log.hold(DAY, refusal(2))).isTrue();
        assertThat(log.hold(DAY, refusal(1))).isFalse();
        RefusalLog again = new RefusalLog(folder);
        assertThat(again.hold(DAY, refusal(2))).isFalse();
        assertThat(again.hold(DAY, refusal(3))).isTrue();
        assertThat(again.held(DAY)).containsExactly(refusal(1), refusal(2), refusal(3));
    }

    @Test
    void cuts_what_a_crash_left_of_a_line() throws IOException {
        new RefusalLog(folder).hold(DAY, refusal(1));
        Files.writeString(file(), "{\"at\":1", StandardOpenOption.APPEND);
        RefusalLog again = new RefusalLog(folder);
        assertThat(again.held(DAY)).containsExactly(refusal(1));
        assertThat(again.hold(DAY, refusal(2))).isTrue();
        assertThat(again.held(DAY)).containsExactly(refusal(1), refusal(2));
    }

    /** What a full disk does: part of the line is there, and the write fails. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void loses_nothing_and_damages_nothing_where_a_write_fails_halfway(double written) {
        AtomicBoolean full = new AtomicBoolean();
        RefusalLog log = new RefusalLog(folder, (file, line) -> {
            int some = full.get() ? (int) (written * (line.length - 1)) : line.length;
            Files.write(file, Arrays.copyOf(line, some), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (full.get()) {
                throw new IOException("No space left on device");
            }
        });
        log.hold(DAY, refusal(1));
        full.set(true);
        assertThatThrownBy(() -> log.hold(DAY, refusal(2))).isInstanceOf(EvidenceUnavailableException.class);
        assertThatThrownBy(() -> log.hold(DAY, refusal(3))).isInstanceOf(EvidenceUnavailableException.class);
        assertThat(log.held(DAY)).containsExactly(refusal(1));
        full.set(false);
        assertThat(log.hold(DAY, refusal(2))).isTrue();
        assertThat(log.hold(DAY, refusal(2))).isFalse();
        assertThat(new RefusalLog(folder).held(DAY)).containsExactly(refusal(1), refusal(2));
    }

    @Test
    void counts_a_line_that_stands_whole_although_its_write_failed() {
        AtomicBoolean failing = new AtomicBoolean(true);
        RefusalLog log = new RefusalLog(folder, (file, line) -> {
            Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (failing.get()) {
                throw new IOException("Input/output error");
            }
        });
        assertThatThrownBy(() -> log.hold(DAY, refusal(1))).isInstanceOf(EvidenceUnavailableException.class);
        failing.set(false);
        assertThat(log.hold(DAY, refusal(1))).isFalse();
        assertThat(log.held(DAY)).containsExactly(refusal(1));
    }

    @Test
    void says_which_line_is_damaged() throws IOException {
        new RefusalLog(folder).hold(DAY, refusal(1));
        Files.writeString(file(), "{}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> new RefusalLog(folder).hold(DAY, refusal(2)))
                .isInstanceOf(EvidenceUnavailableException.class)
                .hasMessageContaining("expected a refusal a line in " + file());
    }

    @Test
    void lists_the_days_asked_for_and_no_others() {
        RefusalLog log = new RefusalLog(folder);
        RefusalLog.Day telco = new RefusalLog.Day(20_001, new MemberId("telco-b"));
        RefusalLog.Day bank = new RefusalLog.Day(20_001, new MemberId("bank-a"));
        log.hold(DAY, refusal(1));
        log.hold(telco, refusal(1));
        log.hold(bank, refusal(1));
        log.hold(new RefusalLog.Day(20_002, new MemberId("bank-a")), refusal(1));
        assertThat(log.days(20_000, 20_001)).containsExactly(DAY, bank, telco);
        assertThat(log.days(19_000, 19_999)).isEmpty();
    }

    @Test
    void passes_over_files_that_are_not_its_own() throws IOException {
        RefusalLog log = new RefusalLog(folder);
        log.hold(DAY, refusal(1));
        Files.writeString(folder.resolve("20000/bank-a (copy).jsonl"), "{}\n");
        Files.writeString(folder.resolve("20000/.jsonl"), "{}\n");
        assertThat(log.days(20_000, 20_000)).containsExactly(DAY);
    }

    @Test
    void holds_no_more_than_its_bound_of_a_day() throws IOException {
        RefusalLog log = new RefusalLog(folder);
        log.hold(DAY, refusal(0));
        StringBuilder lines = new StringBuilder();
        for (int n = 1; n < RefusalLog.MAXIMUM_HELD; n++) {
            lines.append(RecordCodec.of(HeldRefusal.class).text(refusal(n))).append('\n');
        }
        Files.writeString(file(), lines, StandardOpenOption.APPEND);
        RefusalLog full = new RefusalLog(folder);
        assertThat(full.hold(DAY, refusal(RefusalLog.MAXIMUM_HELD))).isFalse();
        assertThat(full.held(DAY)).hasSize(RefusalLog.MAXIMUM_HELD);
    }

    private Path file() {
        return folder.resolve("20000/bank-a.jsonl");
    }

    private static HeldRefusal refusal(int n) {
        byte[] payload = ("{\"n\":" + n + "}").getBytes(StandardCharsets.US_ASCII);
        Dsse.Envelope envelope = Dsse.Envelope.of(Dsse.MESSAGE, payload, "key", new byte[] {1});
        return new HeldRefusal(
                new RunId(new TaskId("bank-a/2026-000001"), 1), "NOT_NEXT", n, Bytes.of(envelope.encode()));
    }
}
