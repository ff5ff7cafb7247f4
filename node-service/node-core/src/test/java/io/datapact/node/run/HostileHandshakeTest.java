package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.ForkPredicate;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.run.RunId;
import io.datapact.contract.testing.ConsortiumFixture;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer alone, who cannot sign for the log, ends a run and no more. */
@Timeout(60)
class HostileHandshakeTest extends HandshakeStage {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing that can be read",
                "another type",
                "another run",
                "no checkpoint",
                "a checkpoint too long",
                "one under a foreign key",
                "one of another log",
                "one that was changed",
                "one from before the start"
            })
    void ends_the_run_and_no_more_with_a_peer_that_says(String what) {
        RunId run = start.run();
        switch (what) {
            case "nothing that can be read" -> mesh.channel(PEER, 0).send("garbage".getBytes(StandardCharsets.UTF_8));
            case "another type" -> say("datapact/history/1", run, ours());
            case "another run" -> say(SameHistory.TYPE, new RunId(run.task(), run.run() + 1), ours());
            default -> say(SameHistory.TYPE, run, hostile(what));
        }
        assertGarbage();
    }

    private String hostile(String what) {
        NoteSigner foreign = ConsortiumFixture.create().logSigner();
        Digest root = root(leaves(), entries);
        return switch (what) {
            case "no checkpoint" -> "note";
            case "a checkpoint too long" ->
                ours() + ours().substring(ours().indexOf('\u2014')).repeat(140);
            case "one under a foreign key" -> note(foreign, head(entries, root));
            case "one of another log" ->
                note(consortium.fixture().logSigner(), Checkpoint.of("other/log", entries, root));
            case "one that was changed" -> ours().replace("\n" + entries + "\n", "\n" + (entries + 1) + "\n");
            case "one from before the start" -> signed(start.position(), root(leaves(), start.position()));
            default -> throw new IllegalArgumentException(what);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing that can be read", "another type", "another root", "no path", "a path too long"})
    void ends_the_run_and_no_more_with_a_peer_that_claims_more_entries_and_proves_them_by(String what) {
        List<Digest> leaves = longer(leaves());
        Digest root = root(leaves, entries);
        say(SameHistory.TYPE, start.run(), signed(leaves.size(), root(leaves, leaves.size())));
        switch (what) {
            case "nothing that can be read" -> mesh.channel(PEER, 0).send("garbage".getBytes(StandardCharsets.UTF_8));
            case "another type" -> prove(SameHistory.TYPE, root, path(leaves));
            case "another root" -> prove(PrefixOfHistory.TYPE, OTHER, path(leaves));
            case "no path" -> prove(PrefixOfHistory.TYPE, root, List.of());
            default -> prove(PrefixOfHistory.TYPE, root, Collections.nCopies(ConsistencyProof.MAXIMUM_PATH + 1, root));
        }
        assertGarbage();
    }

    @Test
    void ends_the_run_and_no_more_with_a_peer_whose_start_its_own_checkpoint_does_not_bear_out() {
        SameHistory elsewhere =
                new SameHistory(SameHistory.TYPE, start.run(), start.position(), OTHER, ours(), List.of());
        mesh.channel(PEER, 0).send(RecordCodec.of(SameHistory.class).encode(elsewhere));
        assertThatExceptionOfType(RunEndedException.class)
                .isThrownBy(this::compare)
                .satisfies(ended -> assertThat(ended.peer()).hasValue(PEER));
        assertThat(bank.folders().forks().any()).isFalse();
    }

    private void assertGarbage() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(this::compare)
                .satisfies(failed -> {
                    assertThat(failed.failure()).isEqualTo(RunFailure.PEER_GARBAGE);
                    assertThat(failed.peer()).hasValue(PEER);
                });
        assertThat(bank.folders().forks().any()).isFalse();
        assertThat(bank.folders().evidence().find(start.run().task(), said -> said instanceof ForkPredicate))
                .isEmpty();
    }
}
