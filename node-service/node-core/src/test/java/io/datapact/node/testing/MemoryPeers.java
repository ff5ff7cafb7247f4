package io.datapact.node.testing;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.memory.InMemoryChannels;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import io.datapact.node.NodeRequests;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.ChannelSession;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerNetwork;
import io.datapact.node.peer.PeerUnavailableException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The nodes of a test as they reach one another: a node that is down answers nobody. */
public final class MemoryPeers {
    private final Map<NodeId, NodeRequests> nodes = new ConcurrentHashMap<>();
    private final Map<RunId, Meeting> meetings = new ConcurrentHashMap<>();
    private volatile Supplier<Optional<PeerAnswer>> cosigning = Optional::empty;
    private volatile Meddling meddling = (from, to) -> Optional.empty();

    /** What a hostile node, or one in between, makes of a sealed share on its way. */
    @FunctionalInterface
    public interface Meddling {
        /** The answer that the sender gets without the share arriving, or empty to let it pass. May block. */
        Optional<PeerAnswer> share(NodeId from, NodeId to);
    }

    /** Has questions for co-signatures answered like this from now on. */
    public void cosigning(Supplier<PeerAnswer> answer) {
        cosigning = () -> Optional.of(answer.get());
    }

    /** Has sealed shares meddled with from now on. */
    public void meddle(Meddling how) {
        meddling = how;
    }

    /** A node is up. */
    public void up(NodeId node, NodeRequests requests) {
        nodes.put(node, requests);
    }

    /** A node is down; its channels break. */
    public void down(NodeId node) {
        nodes.remove(node);
        meetings.values().forEach(meeting -> meeting.leave(node));
    }

    /** Everything that one node reaches of the others. */
    public View of(PeerIdentity self) {
        return new View(self);
    }

    /** The peers as one node sees them. */
    public final class View implements PeerClient, PeerNetwork {
        private final PeerIdentity self;

        private View(PeerIdentity self) {
            this.self = self;
        }

        @Override
        public PeerAnswer askReady(NodeId to, byte[] signedAsk) {
            return call(to, node -> node.askReady(self, signedAsk));
        }

        @Override
        public PeerAnswer deliverShare(PartyNode to, RunId run, Code output, byte[] sealed) {
            return meddling.share(self.node(), to.node())
                    .orElseGet(() -> call(to.node(), node -> node.deliverShare(self, run, output, sealed)));
        }

        @Override
        public PeerAnswer fetchBody(NodeId to, TaskId task) {
            return call(to, node -> node.fetchBody(self, task));
        }

        @Override
        public PeerAnswer deliverBody(NodeId to, TaskId task, byte[] sealed) {
            return call(to, node -> node.deliverBody(self, task, sealed));
        }

        @Override
        public PeerAnswer deliverEvidence(NodeId to, TaskId task, EvidenceFile file) {
            return call(to, node -> node.deliverEvidence(self, task, file));
        }

        @Override
        public PeerAnswer cosign(NodeId to, byte[] checkpoint) {
            return cosigning.get().orElseGet(() -> call(to, node -> node.cosign(self, checkpoint)));
        }

        @Override
        public Map<Integer, PeerChannel> connect(ChannelSession session) {
            return meetings.computeIfAbsent(session.run(), run -> new Meeting(session))
                    .join(session);
        }

        private PeerAnswer call(NodeId to, Function<NodeRequests, PeerAnswer> question) {
            return Optional.ofNullable(nodes.get(to))
                    .map(question)
                    .orElseThrow(() -> new PeerUnavailableException(
                            to, PeerUnavailableException.Kind.UNREACHABLE, "the node is down"));
        }
    }

    /** The parties of one run. */
    private static final class Meeting {
        private final ChannelSession session;
        private final InMemoryChannels mesh;
        private final Set<Integer> here = new HashSet<>();

        private Meeting(ChannelSession session) {
            this.session = session;
            this.mesh = InMemoryChannels.mesh(session.parties().size(), session.limits());
        }

        synchronized Map<Integer, PeerChannel> join(ChannelSession own) {
            here.add(own.partyIndex());
            notifyAll();
            try {
                long end = System.nanoTime() + own.limits().waitForPeer().toNanos();
                while (here.size() < session.parties().size() && System.nanoTime() < end) {
                    wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw RunFailedException.of(RunFailure.CANCELLED, "the thread that waited was interrupted")
                        .because(e);
            }
            if (here.size() < session.parties().size()) {
                throw RunFailedException.of(RunFailure.PEER_SLOW, "expected all parties, found some");
            }
            Map<Integer, PeerChannel> channels = new TreeMap<>();
            for (int peer = 0; peer < session.parties().size(); peer++) {
                if (peer != own.partyIndex()) {
                    channels.put(peer, mesh.channel(own.partyIndex(), peer));
                }
            }
            return channels;
        }

        synchronized void leave(NodeId node) {
            session.parties().stream()
                    .filter(party -> party.node().equals(node) && here.contains((int) party.index()))
                    .forEach(party -> session.parties().stream()
                            .filter(other -> other.index() != party.index())
                            .forEach(other -> mesh.cut((int) party.index(), (int) other.index())));
        }
    }
}
