package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.memory.InMemoryChannels;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.follow.StartMark;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SameHistoryTest {
    private static final RunId RUN = new RunId(new TaskId("bank-a/2026-000001"), 1);
    private static final Digest ROOT = Digest.of(new byte[] {1});
    private static final StartMark START = new StartMark(RUN, 35, 0, Bytes.of(new byte[0]), ROOT);

    private final InMemoryChannels mesh = InMemoryChannels.mesh(2);

    @AfterEach
    void close_channels() {
        mesh.close();
    }

    @Test
    void goes_on_with_a_peer_of_the_same_history() {
        theySay(new SameHistory("datapact/history/1", RUN, 35, ROOT));
        assertThatCode(this::compare).doesNotThrowAnyException();
    }

    @Test
    void ends_the_run_with_a_peer_that_was_shown_another_history() {
        theySay(new SameHistory("datapact/history/1", RUN, 35, Digest.of(new byte[] {2})));
        assertThatExceptionOfType(RunEndedException.class)
                .isThrownBy(this::compare)
                .satisfies(ended -> {
                    assertThat(ended.code()).isEqualTo(EndCause.LEDGER_FORKED);
                    assertThat(ended.peer()).hasValue(1);
                });
    }

    @Test
    void ends_the_run_with_a_peer_that_has_the_start_elsewhere() {
        theySay(new SameHistory("datapact/history/1", RUN, 36, ROOT));
        assertThatExceptionOfType(RunEndedException.class).isThrownBy(this::compare);
    }

    @Test
    void ends_the_run_with_a_peer_that_says_something_else() {
        mesh.channel(1, 0).send("garbage".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(this::compare)
                .satisfies(failed -> assertThat(failed.failure()).isEqualTo(RunFailure.PEER_GARBAGE));
    }

    private void theySay(SameHistory history) {
        mesh.channel(1, 0).send(RecordCodec.of(SameHistory.class).encode(history));
    }

    private void compare() {
        SameHistory.compare(START, Map.of(1, mesh.channel(0, 1)));
    }
}
