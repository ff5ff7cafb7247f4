package io.datapact.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.ChainArchive;
import io.datapact.ledger.chain.Head;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.KeyChange;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.node.ledger.LedgerCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second reader, in Python and from FORMAT.md alone, agrees with this one about a chain's folder. */
class SecondReaderTest {
    private static final Path SCRIPT = Path.of("src/test/python/verify_log.py");

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private String agreed = "";

    @BeforeEach
    void write_a_chain_and_a_checkpoint() throws IOException {
        assumeThat(hasPython()).as("Python 3 is on the path").isTrue();
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("chain"), fixture).open()) {
            ledger.submit(commands.registration(Role.APPROVER));
            for (int i = 0; i < 5; i++) {
                ledger.submit(commands.dataset());
            }
            Files.writeString(
                    root.resolve("checkpoint"), ledger.signedCheckpoint(6).write());
            Head head = ledger.chain().head();
            agreed = head.size() + " " + head.root() + " "
                    + ledger.chain().tree().stateRoot(head.size());
        }
    }

    @Test
    void agrees_about_entries_roots_and_signature() throws Exception {
        assertThat(read()).isEqualTo(agreed);
    }

    @Test
    void refuses_a_changed_byte_wherever_it_is() throws Exception {
        Path segment = root.resolve("chain/00000000000000000000.log");
        byte[] good = Files.readAllBytes(segment);
        for (int at : List.of(0, 12, 21, 60, good.length / 2)) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(segment, bad);
            assertThat(read()).startsWith("verify_log: ");
        }
        Files.write(segment, good);
        assertThat(read()).isEqualTo(agreed);
    }

    @Test
    void refuses_a_log_that_lost_acknowledged_entries() throws Exception {
        Path segment = root.resolve("chain/00000000000000000000.log");
        byte[] good = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(good, good.length - 1));
        assertThat(read()).contains("expected at least the 7 acknowledged entries, found 6");
    }

    @Test
    void refuses_another_checkpoint() throws Exception {
        Path file = root.resolve("checkpoint");
        String good = Files.readString(file);
        Files.writeString(file, good.replaceFirst("\n6\n", "\n5\n"));
        assertThat(read()).contains("expected a checkpoint signed by the log's key");
    }

    @Test
    void agrees_about_a_snapshot_and_refuses_a_changed_one() throws Exception {
        Path snapshot = root.resolve("chain/snapshot");
        try (LocalLedger ledger = new LedgerHome(root.resolve("chain"), fixture).open()) {
            ledger.chain().snapshots().write(ledger.signedCheckpoint(5), 5);
        }
        assertThat(read()).isEqualTo(agreed);
        byte[] good = Files.readAllBytes(snapshot);
        for (int at : List.of(0, 40, 20, good.length / 2, good.length - 1)) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(snapshot, bad);
            assertThat(read()).startsWith("verify_log: snapshot");
        }
    }

    @Test
    void agrees_about_leaves_and_archived_segments_and_refuses_changed_ones() throws Exception {
        Path chain = root.resolve("segments");
        LedgerHome home = SmallSegments.begun(chain, fixture, 30);
        SmallSegments.snapshot(home, 25);
        new ChainArchive(chain, fixture.logSigner().key(), LogDisk.real()).run();
        try (LocalLedger ledger = home.open()) {
            Files.writeString(
                    root.resolve("checkpoint"), ledger.signedCheckpoint(28).write());
            Head head = ledger.chain().head();
            agreed = head.size() + " " + head.root() + " "
                    + ledger.chain().tree().stateRoot(head.size());
        }
        assertThat(read("segments")).isEqualTo(agreed);
        SmallSegments.damage(chain.resolve("leaves"), 7);
        assertThat(read("segments")).isEqualTo("verify_log: leaves: the hashes are not those of the entries");
        SmallSegments.damage(SmallSegments.in(chain.resolve("archive")).get(1), 60);
        assertThat(read("segments")).startsWith("verify_log: 0000");
    }

    @Test
    void agrees_about_a_log_whose_key_was_replaced_and_refuses_what_the_wrong_key_signed() throws Exception {
        KeyChange change = new KeyChange(fixture);
        NoteSigner first = fixture.logSigner();
        NoteSigner second = change.newKey();
        NoteSigner third = change.newKey();
        LedgerHome home = new LedgerHome(root.resolve("chain"), fixture);
        long handover;
        String newest;
        try (LocalLedger ledger = home.open(first, second, third)) {
            change.decide(ledger, second.key().publicKey());
            handover = change.decide(ledger, third.key().publicKey());
            ledger.submit(commands.dataset());
            SignedNote note = ledger.signedHead().note();
            newest = note.write();
            Head head = ledger.chain().head();
            agreed = head.size() + " " + head.root() + " "
                    + ledger.chain().tree().stateRoot(head.size());
            Files.writeString(
                    root.resolve("checkpoint"), second.sign(note.text()).write());
            assertThat(read()).contains("expected a checkpoint signed by the log's key");
            ledger.chain().snapshots().write(note, head.size());
        }
        Files.writeString(root.resolve("checkpoint"), newest);
        assertThat(read()).isEqualTo(agreed);
        Path file = root.resolve("chain").resolve(String.format("%020d.handover", handover));
        String right = Files.readString(file);
        Files.writeString(root.resolve("checkpoint"), right);
        assertThat(read()).isEqualTo(agreed);
        Files.writeString(file, right.substring(0, right.lastIndexOf("\u2014")));
        assertThat(read()).contains("expected a checkpoint signed by the log's key");
        Files.writeString(file, right.replace("\n" + handover + "\n", "\n" + (handover - 1) + "\n"));
        assertThat(read()).contains("expected a checkpoint over as many entries");
        Files.delete(root.resolve("chain").resolve(String.format("%020d.handover", handover - 4)));
        assertThat(read()).contains("expected the handovers");
    }

    private String read() throws IOException, InterruptedException {
        return read("chain");
    }

    private String read(String folder) throws IOException, InterruptedException {
        String key =
                HexFormat.of().formatHex(fixture.logSigner().key().publicKey().toBytes());
        List<String> command = new ArrayList<>(List.of("python3", "-I", SCRIPT.toString()));
        command.addAll(List.of(
                root.resolve(folder).toString(), root.resolve("checkpoint").toString(), key));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(said).isEqualTo(said.startsWith("verify_log: ") ? 1 : 0);
        return said.strip();
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
