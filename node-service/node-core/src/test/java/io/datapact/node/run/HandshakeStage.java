package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.memory.InMemoryChannels;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.follow.StartMark;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.testing.TestConsortium;
import io.datapact.node.testing.TestNode;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** bank-a's node meets a peer, party 1, that says what the test has it say; all nodes wait before their gates. */
abstract class HandshakeStage {
    static final int PEER = 1;
    static final NodeId BANK = new NodeId("bank-a/1");
    static final Digest OTHER = ConsortiumFixture.digest("other");

    @TempDir
    Path home;

    final Semaphore never = new Semaphore(0);
    final InMemoryChannels mesh = InMemoryChannels.mesh(2);
    Runnable onReceived = () -> {};
    TestConsortium consortium;
    TestNode bank;
    RunFacts facts;
    StartMark start;
    long entries;

    @BeforeEach
    void start_a_run() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        TaskManifest manifest = consortium.propose("bank-a/2026-000001");
        RunId id = consortium.approveAndFund(manifest);
        for (String member : ConsortiumFixture.MEMBERS) {
            consortium.node(member).kill();
            consortium.node(member).start(this::hold);
        }
        bank = consortium.node("bank-a");
        assertThat(bank.core().runs().starter().start(id)).isInstanceOf(RunStarter.Started.Filed.class);
        Run run = Waiting.state(consortium).read(RunKeys.run(id)).orElseThrow();
        facts = RunFacts.of(run, manifest, BANK).orElseThrow();
        StartMark seen = Waiting.startOf(consortium, id);
        entries = consortium.ledger().checkpoint().entries();
        start = new StartMark(
                id,
                seen.position(),
                seen.time(),
                seen.envelope(),
                consortium.ledger().root(seen.position() + 1));
    }

    @AfterEach
    void stop() {
        mesh.close();
        consortium.close();
    }

    void assertConvicts(Fork fork) {
        assertThat(fork.convicts(LogKeys.of(consortium.fixture().logSigner().key())))
                .isTrue();
    }

    void compare() throws InterruptedException {
        RunLedger ledger = new RunLedger(
                consortium.ledger(),
                bank.core().follower(),
                new CommandDesk(
                        consortium.ledger(),
                        new CommandSigner(consortium.fixture().network(), consortium.clock(), new SecureRandom())),
                bank.signer(Role.NODE),
                consortium.clock(),
                AttestMargin.DERIVED);
        new Handshake(ledger, bank.core().checkpoints(), bank.folders().evidence())
                .compare(start, facts, Map.of(PEER, new Telling(mesh.channel(0, PEER))));
    }

    /** The channel to the peer, which tells when something came. */
    private final class Telling implements PeerChannel {
        private final PeerChannel channel;

        private Telling(PeerChannel channel) {
            this.channel = channel;
        }

        @Override
        public int peer() {
            return channel.peer();
        }

        @Override
        public void send(byte[] message) {
            channel.send(message);
        }

        @Override
        public byte[] receive() {
            byte[] received = channel.receive();
            onReceived.run();
            return received;
        }

        @Override
        public ChannelTotals totals() {
            return channel.totals();
        }

        @Override
        public void close() {
            channel.close();
        }
    }

    void say(String type, RunId run, String note) {
        say(type, run, note, List.of());
    }

    void say(String type, RunId run, String note, List<String> handovers) {
        SameHistory message = new SameHistory(type, run, start.position(), start.root(), note, handovers);
        mesh.channel(PEER, 0).send(RecordCodec.of(SameHistory.class).encode(message));
    }

    void prove(String type, Digest root, List<Digest> path) {
        PrefixOfHistory message = new PrefixOfHistory(type, start.run(), root, path);
        mesh.channel(PEER, 0).send(RecordCodec.of(PrefixOfHistory.class).encode(message));
    }

    void theyHave(List<Digest> leaves) {
        say(SameHistory.TYPE, start.run(), signed(leaves.size(), root(leaves, leaves.size())));
        prove(PrefixOfHistory.TYPE, root(leaves, entries), path(leaves));
    }

    List<Digest> path(List<Digest> leaves) {
        return ConsistencyProof.make(at -> leaves.get((int) at), entries, leaves.size())
                .path();
    }

    static Digest root(List<Digest> leaves, long size) {
        return MerkleTree.root(at -> leaves.get((int) at), 0, size);
    }

    List<Digest> leaves() {
        return new ArrayList<>(
                consortium.ledger().entries().stream().map(LogEntry::leafHash).toList());
    }

    static List<Digest> longer(List<Digest> leaves) {
        leaves.add(ConsortiumFixture.digest("next"));
        return leaves;
    }

    String ours() {
        return consortium.ledger().checkpoint().note();
    }

    String signed(long size, Digest root) {
        return note(consortium.fixture().logSigner(), head(size, root));
    }

    Checkpoint head(long size, Digest root) {
        return Checkpoint.of(consortium.fixture().logSigner().key().name(), size, root);
    }

    static String note(NoteSigner signer, Checkpoint head) {
        return signer.sign(head.text()).write();
    }

    static SignedNote parsed(String note) {
        return ((Parsed.Value<SignedNote>) SignedNote.parse(note)).value();
    }

    void hold(String point) {
        if (point.equals(CrashPoints.AFTER_START_SEEN)) {
            try {
                never.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("killed at " + point, e);
            }
        }
    }
}
