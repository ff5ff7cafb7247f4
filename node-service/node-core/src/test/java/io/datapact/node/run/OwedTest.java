package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.GovernanceCommand.PauseBriefly;
import io.datapact.contract.command.GovernanceCommand.Resume;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.testing.TestConsortium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node owes once it has attested, or refused, it does as soon as it can, whatever came in between. */
@Timeout(90)
class OwedTest {
    private static final long HOUR_SECONDS = 3_600;

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private TaskManifest manifest;
    private RunId run;

    @BeforeEach
    void approve_a_task() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        run = consortium.approveAndFund(manifest);
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void releases_after_a_pause_that_began_between_attestation_and_release() throws Exception {
        CountDownLatch attested = new CountDownLatch(ConsortiumFixture.MEMBERS.size());
        CountDownLatch paused = new CountDownLatch(1);
        for (String member : ConsortiumFixture.MEMBERS) {
            restart(member, CrashPoints.AFTER_ATTEST, () -> {
                attested.countDown();
                awaited(paused);
            });
        }
        start();
        assertThat(attested.await(30, TimeUnit.SECONDS)).isTrue();
        submit(new PauseBriefly(HOUR_SECONDS));
        paused.countDown();
        Waiting.until(
                consortium,
                run,
                () -> Stream.of("telco-b", "clearing-c")
                        .allMatch(member -> stuck(member).contains("NETWORK_PAUSED")));

        submit(new Resume());

        assertSettledAndHere();
    }

    @Test
    void releases_when_the_disk_that_was_full_after_the_attestation_is_mended() throws Exception {
        Path evidence = consortium.node("telco-b").home().resolve("evidence");
        restart("telco-b", CrashPoints.AFTER_ATTEST, once(() -> breakFolder(evidence)));
        start();
        Waiting.until(consortium, run, () -> !stuck("telco-b").isEmpty());
        assertThat(released("telco-b")).isFalse();

        mendFolder(evidence);

        assertSettledAndHere();
    }

    @Test
    void receives_when_the_disk_that_was_full_after_the_attestation_is_mended() throws Exception {
        Path evidence = consortium.node("bank-a").home().resolve("evidence");
        restart("bank-a", CrashPoints.AFTER_ATTEST, once(() -> breakFolder(evidence)));
        start();
        Waiting.until(consortium, run, () -> !stuck("bank-a").isEmpty());

        mendFolder(evidence);

        assertSettledAndHere();
    }

    @Test
    void records_a_denial_where_the_node_stopped_before_the_ledger_had_it() throws Exception {
        restart("telco-b", CrashPoints.AFTER_START_SEEN, once(() -> {
            consortium.node("telco-b").store().revokeThrough(manifest.task(), OwnRevocations.EVERYTHING);
            consortium.ledger().withhold(command -> true);
        }));
        start();
        Waiting.until(
                consortium,
                run,
                () -> consortium.node("telco-b").folders().evidence().files(manifest.task()).stream()
                        .anyMatch(file -> file.name().contains("denial")));
        consortium.node("telco-b").kill();
        consortium.ledger().withhold(command -> false);

        consortium.node("telco-b").start(CrashPoints.NONE);

        Waiting.until(
                consortium,
                run,
                () -> consortium.ledger().entries().stream()
                        .flatMap(entry -> entry.writes().stream())
                        .anyMatch(write -> write.key().startsWith("denial/telco-b/1/")));
        assertThat(Waiting.outcome(consortium, run).kind()).isEqualTo(OutcomeKind.ABORTED);
    }

    private void assertSettledAndHere() throws InterruptedException {
        Outcome outcome = Waiting.outcome(consortium, run);
        Waiting.done(consortium, run);
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.SETTLED);
        assertThat(outcome.row()).isEqualTo(3);
        assertThat(consortium.node("bank-a").folders().results().read(run, new Code("table")))
                .isPresent();
    }

    private void start() throws InterruptedException {
        assertThat(consortium.node("bank-a").core().runs().starter().start(run))
                .isInstanceOf(RunStarter.Started.Filed.class);
    }

    private void restart(String member, String point, Runnable act) {
        consortium.node(member).kill();
        consortium.node(member).start(here -> {
            if (here.equals(point)) {
                act.run();
            }
        });
    }

    private static Runnable once(Runnable act) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                act.run();
            }
        };
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(GovernanceCommand command) {
        byte[] envelope = consortium
                .fixture()
                .signed("clearing-c", Role.ADMIN, command, consortium.clock().millis());
        assertThat(consortium.ledger().submit(SignedCommand.of(envelope))).isInstanceOf(SubmitOutcome.Committed.class);
    }

    private String stuck(String member) {
        return consortium.node(member).core().runs().engine().stuck().getOrDefault(run, "");
    }

    private boolean released(String member) {
        return Waiting.state(consortium).has(RunKeys.release(run, new MemberId(member)));
    }

    private static void breakFolder(Path folder) {
        try {
            Files.move(folder, aside(folder));
            Files.writeString(folder, "a file where the folder was");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mendFolder(Path folder) throws IOException {
        Files.delete(folder);
        Files.move(aside(folder), folder);
    }

    private static Path aside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + "-aside");
    }
}
