package io.datapact.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.log.FailingDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLedgerCrashTest {
    private static final int ENTRIES = 12;
    private static final int CUTS = 60;
    private static final int ROOM = 60_000;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);

    @Test
    void comes_up_with_a_prefix_wherever_its_log_is_cut() throws IOException {
        LedgerHome home = LedgerHome.begun(root.resolve("chain"), fixture);
        List<Digest> roots = new ArrayList<>();
        try (LocalLedger ledger = home.open()) {
            assertThat(ledger.submit(commands.registration(Role.APPROVER))).isInstanceOf(SubmitOutcome.Committed.class);
            for (int i = 2; i < ENTRIES; i++) {
                ledger.submit(commands.dataset());
            }
            for (int size = 1; size <= ENTRIES; size++) {
                roots.add(ledger.chain().tree().root(size));
            }
        }
        byte[] whole = Files.readAllBytes(home.folder().resolve(SegmentLog.FIRST_FILE));
        long before = 0;
        for (int cut = 1; cut <= CUTS; cut++) {
            Path folder = Files.createDirectories(root.resolve("cut-" + cut));
            int length = (int) ((long) whole.length * cut / CUTS);
            Files.write(folder.resolve(SegmentLog.FIRST_FILE), Arrays.copyOf(whole, length));
            try (LocalLedger ledger = new LedgerHome(folder, fixture).open()) {
                long size = ledger.chain().head().size();
                assertThat(size).isBetween(Math.max(1, before), (long) ENTRIES);
                assertThat(ledger.chain().head().root()).isEqualTo(roots.get((int) size - 1));
                before = size;
            }
        }
        assertThat(before).isEqualTo(ENTRIES);
    }

    @Test
    void stops_accepting_when_its_disk_is_full_and_loses_nothing_acknowledged() {
        LedgerHome home = LedgerHome.begun(root.resolve("chain"), fixture);
        List<SignedCommand> acknowledged = new ArrayList<>();
        List<SubmitOutcome> others = new ArrayList<>();
        try (LocalLedger ledger = home.open(Clock.systemUTC(), new FailingDisk(ROOM))) {
            SignedCommand next = commands.registration(Role.APPROVER);
            while (others.size() < 3) {
                SubmitOutcome outcome = ledger.submit(next);
                if (outcome instanceof SubmitOutcome.Committed) {
                    acknowledged.add(next);
                } else {
                    others.add(outcome);
                }
                next = commands.dataset();
            }
            assertThat(ledger.stopped())
                    .hasValueSatisfying(why -> assertThat(why).contains("No space left on device"));
        }
        assertThat(acknowledged).hasSizeGreaterThan(3);
        assertThat(others.getFirst()).isInstanceOf(SubmitOutcome.Unknown.class);
        assertThat(others.subList(1, 3))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                SubmitOutcome.Conflicted.class,
                                refused -> assertThat(refused.detail()).contains("free space")));
        try (LocalLedger ledger = home.open()) {
            assertThat(acknowledged)
                    .allSatisfy(command -> assertThat(ledger.chain().receipt(command.payloadDigest()))
                            .isPresent());
        }
    }

    @Test
    void answers_everything_that_was_submitted_when_it_closes() {
        LocalLedger ledger = LedgerHome.begun(root.resolve("chain"), fixture).open();
        ledger.submit(commands.registration(Role.APPROVER));
        List<CompletableFuture<SubmitOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(ledger.submitAsync(commands.dataset().envelope()));
        }
        ledger.close();
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(SubmitOutcome.Committed.class));
    }
}
