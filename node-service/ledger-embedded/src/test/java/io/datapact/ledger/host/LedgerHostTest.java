package io.datapact.ledger.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerHostTest {
    @TempDir
    private Path root;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final LedgerHost program = new LedgerHost(print(said), print(said));

    @Test
    void serves_survives_kill_and_stops_when_told() throws Exception {
        HostHome home = HostHome.write(root.resolve("home"));
        assertThat(run("init", "--home", home.folder().toString())).isZero();
        SignedCommand first = home.registration();
        SignedCommand interrupted = home.registration();
        try (HostProgram host = HostProgram.start(home.folder(), "after-fsync-before-answer:2")) {
            int port = host.awaitPort();
            assertThat(Files.readString(home.folder().resolve("ledger.port"))).isEqualTo(port + "\n");
            try (EmbeddedLedger ledger = home.follower(root.resolve("bank"), port)) {
                assertThat(ledger.submit(first)).isInstanceOf(SubmitOutcome.Committed.class);
                CompletableFuture<SubmitOutcome> pending =
                        CompletableFuture.supplyAsync(() -> ledger.submit(interrupted));
                host.await("crash-point after-fsync-before-answer");
                host.kill();
                home.set("listen.port = " + port + "\n");
                assertRestarted(home, ledger, pending);
            }
        }
    }

    private void assertRestarted(HostHome home, EmbeddedLedger ledger, CompletableFuture<SubmitOutcome> pending)
            throws IOException {
        try (HostProgram again = HostProgram.start(home.folder(), "none")) {
            again.awaitPort();
            assertThat(pending.join())
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Committed.class,
                            receipt -> assertThat(receipt.position()).isEqualTo(2));
            assertThat(ledger.submit(home.registration())).isInstanceOf(SubmitOutcome.Committed.class);
            assertThat(ledger.checkpoint().entries()).isEqualTo(4);
            again.terminate();
            again.await("ledger stopped");
        }
        assertThat(home.folder().resolve("ledger.port")).doesNotExist();
    }

    @Test
    void hands_the_log_over_when_killed_between_the_enactment_and_the_handover() throws Exception {
        HostHome home = HostHome.write(root.resolve("home"));
        assertThat(run("init", "--home", home.folder().toString())).isZero();
        Bytes next = LogKey.generate(home.folder().resolve("next.key.pem"));
        Motion motion = home.motion(next);
        home.set("log.next-key = next.key.pem\n");
        try (HostProgram host = HostProgram.start(home.folder(), "before-handover")) {
            int port = host.awaitPort();
            try (EmbeddedLedger ledger = home.follower(root.resolve("bank"), port)) {
                for (SignedCommand vote : home.votes(motion)) {
                    assertThat(ledger.submit(vote)).isInstanceOf(SubmitOutcome.Committed.class);
                }
                SignedCommand enactment = home.enactment(motion);
                CompletableFuture<SubmitOutcome> pending =
                        CompletableFuture.supplyAsync(() -> ledger.submit(enactment));
                host.await("crash-point before-handover");
                host.kill();
                assertThat(ledger.chain().head().size()).isEqualTo(4);
                assertThat(handover(home)).doesNotExist();
                assertHandedOver(home, port, ledger, enactment);
                // Committed, or given up before the host was up again; the receipt is one for ever.
                assertThat(pending.join()).isNotInstanceOf(SubmitOutcome.Rejected.class);
                assertThat(ledger.chain().handovers().notes(0)).hasSize(1);
                assertThat(ledger.chain().handovers().keys().newest().publicKey())
                        .isEqualTo(next);
            }
        }
    }

    /** With both keys, and from then on with the next alone. */
    private void assertHandedOver(HostHome home, int port, EmbeddedLedger ledger, SignedCommand enactment)
            throws IOException {
        home.set("log.key = next.key.pem\nlisten.port = " + port + "\n");
        assertSays(
                2,
                "to sign the checkpoint over 5 entries",
                "--home",
                home.folder().toString());
        assertThat(handover(home)).doesNotExist();
        home.set("log.next-key = next.key.pem\nlisten.port = " + port + "\n");
        try (HostProgram again = HostProgram.start(home.folder(), "none")) {
            again.awaitPort();
            assertThat(ledger.submit(enactment))
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Committed.class,
                            receipt -> assertThat(receipt.position()).isEqualTo(4));
            assertThat(handover(home)).exists();
            again.terminate();
            again.await("ledger stopped");
        }
        Files.delete(home.folder().resolve("log.key.pem"));
        home.set("log.key = next.key.pem\nlisten.port = " + port + "\n");
        try (HostProgram last = HostProgram.start(home.folder(), "none")) {
            last.awaitPort();
            assertThat(ledger.submit(home.registration())).isInstanceOf(SubmitOutcome.Committed.class);
            assertThat(ledger.checkpoint().entries()).isEqualTo(6);
        }
    }

    private static Path handover(HostHome home) {
        return home.folder().resolve("chain/00000000000000000005.handover");
    }

    @Test
    void says_what_is_wrong_with_its_arguments_and_files() throws IOException {
        assertSays(2, "usage: ledger-host");
        assertSays(2, "usage: ledger-host", "--help");
        assertSays(
                2,
                "expected settings of at most",
                "--home",
                root.resolve("nowhere").toString());
        HostHome home = HostHome.write(root.resolve("home"));
        String folder = home.folder().toString();
        assertSays(3, "expected a ledger in", "--home", folder);
        home.set("listen.prot = 1\n");
        assertSays(2, "found also [listen.prot]", "--home", folder);
        home.set("listen.port = 70000\n");
        assertSays(2, "expected a port of 0 to 65535 in listen.port, found '70000'", "--home", folder);
        home.set("genesis = root.pem\n");
        assertSays(2, "expected a genesis that its founders signed", "init", "--home", folder);
        home.set("log.key = other.pem\n");
        assertSays(2, "expected the log's key at", "init", "--home", folder);
        assertThat(run("key", "--out", home.folder().resolve("other.pem").toString()))
                .isZero();
        assertSays(2, "is not the one that the genesis names", "init", "--home", folder);
        home.set("");
        assertThat(run("init", "--home", folder)).isZero();
        assertSays(3, "holds a ledger already", "init", "--home", folder);
        Files.setPosixFilePermissions(
                home.folder().resolve("log.key.pem"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        assertSays(2, "chmod 600", "--home", folder);
    }

    @Test
    void archives_and_verifies_and_says_what_is_missing() throws IOException {
        HostHome home = HostHome.write(root.resolve("home"));
        String folder = home.folder().toString();
        assertSays(3, "expected a ledger in", "archive", "--home", folder);
        assertThat(run("init", "--home", folder)).isZero();
        assertSays(3, "found none; run the ledger until it has written one", "archive", "--home", folder);
        assertSays(0, "ledger verified entries=1 root=", "verify", "--home", folder);
        String genesis = home.folder().resolve("genesis.dsse.json").toString();
        String chain = home.folder().resolve("chain").toString();
        assertSays(0, "ledger verified entries=1", "verify", "--chain", chain, "--genesis", genesis);
        assertSays(3, "expected a ledger in", "verify", "--chain", folder, "--genesis", genesis);
        assertSays(2, "usage: ledger-host", "verify", "--chain", chain);
        Path segment = home.folder().resolve("chain/00000000000000000000.log");
        byte[] content = Files.readAllBytes(segment);
        content[100] ^= 1;
        Files.write(segment, content);
        assertSays(3, "the log is damaged in", "verify", "--home", folder);
    }

    @Test
    void prints_the_public_half_of_a_new_key() throws IOException {
        Path file = root.resolve("key.pem");
        assertThat(run("key", "--out", file.toString())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8).strip()).hasSize(44);
        assertThat(Files.readString(file)).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("PRIVATE");
    }

    private int run(String... args) {
        said.reset();
        return program.run(List.of(args));
    }

    private void assertSays(int code, String sentence, String... args) {
        assertThat(run(args)).as(sentence).isEqualTo(code);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(sentence);
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
