package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.evidence.ForkPredicate;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.testing.MemoryLedger;
import io.datapact.node.testing.SharedPlaintextPlugin;
import io.datapact.node.testing.TestConsortium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's host withholds from telco-b that a certificate was revoked. */
@Timeout(60)
class ForkedLedgerTest {
    @TempDir
    private Path home;

    private TestConsortium consortium;
    private TaskManifest manifest;
    private RunId run;

    @BeforeEach
    void show_telco_another_ledger() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        manifest = consortium.propose("bank-a/2026-000001");
        run = consortium.approveAndFund(manifest);
        MemoryLedger shown =
                consortium.ledger().twin(command -> Waiting.by(consortium, "clearing-c", Role.ADMIN, command));
        consortium.node("telco-b").kill();
        consortium.node("telco-b").follow(shown).start(CrashPoints.NONE);
        TestConsortium.stands(consortium
                .node("clearing-c")
                .core()
                .useCases()
                .certificates()
                .revoke(
                        consortium.fixture().identity("clearing-c", Role.MARKET).digest(),
                        "superseded",
                        consortium.clock().millis() - 1_000));
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void two_nodes_shown_two_ledgers_find_it_before_anything_is_computed() throws Exception {
        start();
        for (String member : List.of("bank-a", "telco-b")) {
            assertThat(consortium.node(member).folders().forks().all())
                    .isNotEmpty()
                    .allSatisfy(fork -> assertThat(fork.convicts(
                                    LogKeys.of(consortium.fixture().logSigner().key())))
                            .isTrue());
            Waiting.until(consortium, run, () -> files(member, ".fork.json") > 0);
            Waiting.until(consortium, run, () -> files(member, ".ours") == files(member, ".fork.json"));
            assertThat(files(member, ".theirs")).isEqualTo(files(member, ".ours"));
            Waiting.until(
                    consortium,
                    run,
                    () -> consortium
                            .node(member)
                            .folders()
                            .evidence()
                            .find(manifest.task(), said -> said instanceof ForkPredicate)
                            .isPresent());
        }
        assertThat(causes()).containsOnly(EndCause.LEDGER_FORKED);
        assertThat(SharedPlaintextPlugin.most(consortium.fixture().network().value()))
                .isZero();
    }

    @Test
    void a_node_that_found_it_takes_part_in_nothing_also_after_a_restart() throws Exception {
        start();
        RunId next = consortium.approveAndFund(consortium.propose("bank-a/2026-000002", 2));
        consortium.node("bank-a").kill();
        consortium.node("bank-a").start(CrashPoints.NONE);
        assertThat(consortium.node("bank-a").folders().forks().any()).isTrue();
        assertThat(consortium.node("bank-a").core().runs().starter().start(next))
                .isInstanceOfSatisfying(RunStarter.Started.NotReady.class, refused -> {
                    assertThat(refused.refusal().reason()).isEqualTo(Reason.PARTY_NOT_READY);
                    assertThat(refused.refusal().detail()).contains("two histories");
                });
    }

    private void start() throws InterruptedException {
        consortium.node("bank-a").core().runs().starter().start(run);
        Waiting.until(
                consortium,
                run,
                () -> Stream.of("bank-a", "telco-b")
                        .allMatch(member ->
                                consortium.node(member).folders().forks().any()));
        Waiting.until(consortium, run, () -> !causes().isEmpty());
    }

    private List<Code> causes() {
        return ConsortiumFixture.MEMBERS.stream()
                .flatMap(member -> Waiting.state(consortium).read(RunKeys.abort(run, new MemberId(member))).stream())
                .map(Abort::cause)
                .toList();
    }

    private long files(String member, String suffix) {
        try (Stream<Path> files = Files.list(consortium.node(member).home().resolve("conflict"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
