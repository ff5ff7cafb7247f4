package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.log.FailingDisk;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A follower's own disk is full, or damaged in the middle. */
class FollowerDiskTest extends FollowedHost {
    @Test
    void stops_with_a_sentence_when_the_disk_is_full_and_goes_on_after_a_restart() {
        chain.close();
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules());
        try (Chain full = Chain.open(folder(), check, new FailingDisk(100), verification)) {
            HostMessages judging = new HostMessages(full, file, clock);
            Following following = new Following(full, judging, file);
            assertThat(following.received(forged.of(honest, KNOWN))).isInstanceOf(Following.Next.Cut.class);
            assertThat(following.health())
                    .isInstanceOfSatisfying(
                            FollowerHealth.Stopped.class,
                            stopped -> assertThat(stopped.detail()).contains("free space or repair the disk"));
            assertThat(following.goesOn()).isFalse();
            assertThat(full.head().size()).isEqualTo(KNOWN);
            assertThatThrownBy(full::requireOpen).isInstanceOf(LedgerUnavailableException.class);
        }
        open();
        messages.requireKept();
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
    }

    @Test
    void ends_for_good_though_the_evidence_finds_no_room() {
        Following following =
                new Following(chain, messages, new CheckpointFile(root.resolve("follower"), new FailingDisk(0)));
        List<LogEntry> rewritten = new ArrayList<>(honest);
        rewritten.remove(1);
        assertThat(following.received(forged.part(rewritten, KNOWN, KNOWN))).isInstanceOf(Following.Next.Cut.class);
        assertThat(following.health())
                .isInstanceOfSatisfying(
                        FollowerHealth.Diverged.class,
                        found -> assertThat(found.detail())
                                .contains("what the host showed could not be kept: cannot write"));
        assertThatThrownBy(chain::requireOpen).isInstanceOf(LedgerDivergedException.class);
    }

    @Test
    void refuses_a_replica_that_is_damaged_in_the_middle() throws IOException {
        chain.close();
        Path segment = folder().resolve("00000000000000000000.log");
        byte[] good = Files.readAllBytes(segment);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(segment, bad);
        assertThatThrownBy(this::open)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("expected a batch")
                .hasMessageContaining("restore the folder from a copy");
        Files.write(segment, good);
        open();
    }

    private Path folder() {
        return root.resolve("follower/chain");
    }
}
