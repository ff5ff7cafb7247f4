package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.run.EvidenceExchange.Pauses;
import io.datapact.node.testing.TestConsortium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EvidenceExchangeTest {
    private static final NodeId SELF = new NodeId("telco-b/1");
    private static final Pauses SHORT = new Pauses(Duration.ofMillis(1), Duration.ofMillis(1));

    @TempDir
    private Path home;

    @Test
    void offers_at_a_runs_end_until_a_peer_that_was_long_away_takes_it() throws Exception {
        try (TestConsortium consortium = new TestConsortium(home)) {
            consortium.register();
            TaskManifest manifest = consortium.propose("bank-a/2026-000001");
            RunId run = consortium.approveAndFund(manifest);
            consortium.node("bank-a").core().runs().starter().start(run);
            Waiting.done(consortium, run);
            EvidenceLog evidence = consortium.node("telco-b").folders().evidence();
            Sleepy peers = new Sleepy(new NodeId("bank-a/1"), EvidenceExchange.FEW_ATTEMPTS * 3);

            try (EvidenceExchange exchange = new EvidenceExchange(SELF, evidence, peers, SHORT)) {
                exchange.handOver(manifest);
            }

            List<EvidenceFile> all = evidence.files(manifest.task());
            assertThat(all).isNotEmpty();
            assertThat(peers.taken.keySet())
                    .extracting(NodeId::value)
                    .containsExactlyInAnyOrder("bank-a/1", "clearing-c/1");
            assertThat(peers.taken.values()).allMatch(all::equals);
        }
    }

    /** Peers of which one is away for a number of calls. */
    private static final class Sleepy implements PeerClient {
        private final Map<NodeId, List<EvidenceFile>> taken = new ConcurrentHashMap<>();
        private final NodeId away;
        private int left;

        private Sleepy(NodeId away, int calls) {
            this.away = away;
            this.left = calls;
        }

        @Override
        public PeerAnswer cosign(NodeId to, byte[] checkpoint) {
            throw new AssertionError("nobody is asked to co-sign here");
        }

        @Override
        public synchronized PeerAnswer deliverEvidence(NodeId to, TaskId task, EvidenceFile file) {
            if (to.equals(away) && left > 0) {
                left--;
                throw new PeerUnavailableException(to, PeerUnavailableException.Kind.UNREACHABLE, "away");
            }
            taken.computeIfAbsent(to, node -> new ArrayList<>()).add(file);
            return new PeerAnswer.Given(new byte[0]);
        }

        @Override
        public PeerAnswer askReady(NodeId to, byte[] signedAsk) {
            throw new AssertionError("not asked here");
        }

        @Override
        public PeerAnswer deliverShare(PartyNode to, RunId run, Code output, byte[] sealed) {
            throw new AssertionError("not asked here");
        }

        @Override
        public PeerAnswer fetchBody(NodeId to, TaskId task) {
            throw new AssertionError("not asked here");
        }

        @Override
        public PeerAnswer deliverBody(NodeId to, TaskId task, byte[] sealed) {
            throw new AssertionError("not asked here");
        }
    }
}
