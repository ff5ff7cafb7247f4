package io.datapact.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.run.CrashPoints;
import io.datapact.node.testing.TestConsortium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** telco-b and clearing-c are witnesses; bank-a asks. */
@Timeout(60)
class CosignersTest {
    private static final List<String> WITNESSES = List.of("telco-b", "clearing-c");

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private final List<WitnessKey> keys = new ArrayList<>();

    @BeforeEach
    void name_witnesses() throws GeneralSecurityException, IOException, InterruptedException {
        consortium = new TestConsortium(home);
        consortium.register();
        List<Witnesses.Witness> named = new ArrayList<>();
        for (String member : WITNESSES) {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            NoteKey key = NoteKey.of(member + "/witness", pair.getPublic());
            consortium.node(member).kill();
            consortium
                    .node(member)
                    .witness(new WitnessIdentity(key.publicKey(), pair.getPrivate()))
                    .start(CrashPoints.NONE);
            named.add(new Witnesses.Witness(new MemberId(member), key));
            keys.add(new WitnessKey(key.name(), key.publicKey()));
        }
        consortium.decide(new Action.SetFrame(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Witnesses(named, 2)),
                Optional.empty(),
                Optional.empty()));
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void gathers_the_signatures_of_all_witnesses_on_one_checkpoint() throws InterruptedException {
        Cosigners.Gathered gathered =
                consortium.node("bank-a").core().cosigners().ask();
        assertThat(gathered.missing()).isEmpty();
        assertThat(keys).allMatch(key -> key.signedAt(gathered.checkpoint()).isPresent());
        assertThat(size(gathered.checkpoint()))
                .isEqualTo(consortium.ledger().checkpoint().entries());
        assertThat(consortium.node("bank-a").core().checkpoints().witnessed()).hasSize(2);
        Cosigners.Gathered own = consortium.node("telco-b").core().cosigners().ask();
        assertThat(own.missing()).isEmpty();
        assertThat(keys).allMatch(key -> key.signedAt(own.checkpoint()).isPresent());
    }

    @Test
    void says_which_witness_is_away() throws InterruptedException {
        consortium.node("clearing-c").kill();
        Cosigners.Gathered gathered =
                consortium.node("bank-a").core().cosigners().ask();
        assertThat(gathered.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.member()).isEqualTo(new MemberId("clearing-c"));
            assertThat(missing.why()).contains("clearing-c/1");
        });
        assertThat(keys.getFirst().signedAt(gathered.checkpoint())).isPresent();
        assertThat(keys.getLast().signedAt(gathered.checkpoint())).isEmpty();
        consortium.node("clearing-c").start(CrashPoints.NONE);
    }

    @Test
    void asks_a_node_that_does_not_answer_once_only() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        consortium.peers().cosigning(() -> {
            asked.incrementAndGet();
            throw new PeerUnavailableException(
                    consortium.node("telco-b").id(), PeerUnavailableException.Kind.SLOW, "no answer");
        });
        assertThat(consortium.node("bank-a").core().cosigners().ask().missing()).hasSize(2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void believes_no_answer_that_the_witness_did_not_sign() throws InterruptedException {
        String note = consortium.ledger().checkpoint().note();
        List<String> lies = List.of(
                "",
                note,
                note.replace("datapact", "datapast"),
                ((Parsed.Value<SignedNote>) SignedNote.parse(note))
                        .value()
                        .with(List.of(new SignedNote.Line("telco-b/witness", Bytes.of(new byte[76]))))
                        .write());
        for (String lie : lies) {
            consortium.peers().cosigning(() -> new PeerAnswer.Given(lie.getBytes(StandardCharsets.UTF_8)));
            Cosigners.Gathered gathered =
                    consortium.node("bank-a").core().cosigners().ask();
            assertThat(gathered.missing()).hasSize(2);
            assertThat(gathered.checkpoint().signatures()).hasSize(1);
        }
    }

    @Test
    void a_node_keeps_what_it_had_verified_before_a_run_started() throws InterruptedException {
        TaskManifest manifest = consortium.propose("bank-a/2026-000001");
        RunId run = consortium.approveAndFund(manifest);
        assertThat(before(manifest)).isEmpty();
        long entries = consortium.ledger().checkpoint().entries();
        consortium.node("bank-a").core().runs().starter().start(run);
        for (String member : List.of("bank-a", "telco-b", "clearing-c")) {
            assertThat(consortium.node(member).core().checkpoints().before(manifest.task(), 1))
                    .singleElement()
                    .satisfies(note -> assertThat(size(note)).isEqualTo(entries));
        }
        consortium.node("bank-a").kill();
        consortium.node("bank-a").start(CrashPoints.NONE);
        assertThat(before(manifest)).hasSize(1);
    }

    private List<SignedNote> before(TaskManifest manifest) {
        return consortium.node("bank-a").core().checkpoints().before(manifest.task(), 1);
    }

    private static long size(SignedNote note) {
        return ((Parsed.Value<Checkpoint>) Checkpoint.parse(note.text()))
                .value()
                .size();
    }
}
