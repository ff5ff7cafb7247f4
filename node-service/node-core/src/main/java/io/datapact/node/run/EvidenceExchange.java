package io.datapact.node.run;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Hands this node's chain about a task to the other parties. What a run's end brings is offered until it is taken, or
 * {@link #MOST_ATTEMPTS} times, and again after each restart until it is; what is stated in between is offered a few
 * times, and goes along with the run's end. Nothing is held in memory while a peer is away.
 */
final class EvidenceExchange implements AutoCloseable {
    /** How often a file is offered in between to a peer that does not take it. */
    static final int FEW_ATTEMPTS = 20;

    /** How often it is offered at a run's end while the node is up: a fortnight at the longest pause, or more. */
    static final int MOST_ATTEMPTS = 80_000;

    private static final long CLOSE_SECONDS = 5;

    private final NodeId self;
    private final EvidenceLog evidence;
    private final PeerClient peers;
    private final Pauses pauses;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    /** How long an offer rests before it is made again: the first pause, doubled up to the longest. */
    record Pauses(Duration first, Duration longest) {
        static final Pauses STANDARD = new Pauses(Duration.ofMillis(100), Duration.ofSeconds(15));

        private Duration after(Duration pause) {
            Duration doubled = pause.multipliedBy(2);
            return doubled.compareTo(longest) > 0 ? longest : doubled;
        }
    }

    EvidenceExchange(NodeId self, EvidenceLog evidence, PeerClient peers, Pauses pauses) {
        this.self = self;
        this.evidence = evidence;
        this.peers = peers;
        this.pauses = pauses;
    }

    /**
     * Sends all files of a task's chain to the other parties' nodes, to all at the same time, and waits until they have
     * them.
     *
     * @return whether all parties have all of it; if not, it is to be handed over again after a restart
     * @throws InterruptedException if the node stops
     */
    boolean handOver(TaskManifest manifest) throws InterruptedException {
        List<Callable<Boolean>> offers = manifest.parties().stream()
                .map(Party::node)
                .filter(node -> !node.equals(self))
                .<Callable<Boolean>>map(node -> () -> taken(manifest.task(), node, MOST_ATTEMPTS))
                .toList();
        try {
            boolean all = true;
            for (Future<Boolean> offer : background.invokeAll(offers)) {
                all &= offer.get();
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EvidenceUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException("handing evidence over broke", e);
        } catch (RejectedExecutionException e) {
            throw new InterruptedException("the node is stopping");
        }
    }

    /** Sends in the background: what was stated outside a run, such as a refusal. */
    void sendLater(TaskManifest manifest) {
        try {
            background.execute(() -> sendQuietly(manifest));
        } catch (RejectedExecutionException e) {
            // The node is stopping; what is on its disk is sent with the next run's end.
            return;
        }
    }

    private void sendQuietly(TaskManifest manifest) {
        try {
            for (Party party : manifest.parties()) {
                if (!party.node().equals(self)) {
                    taken(manifest.task(), party.node(), FEW_ATTEMPTS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EvidenceUnavailableException e) {
            // Shown where evidence is needed; this copy is only handed on.
            return;
        }
    }

    /** Ends what is being sent. */
    @Override
    public void close() {
        background.shutdownNow();
        try {
            background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken(TaskId task, NodeId peer, int attempts) throws InterruptedException {
        Duration pause = pauses.first();
        int had = 0;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            Offer offer = offer(task, peer, had);
            if (offer.whole()) {
                return true;
            }
            pause = offer.taken() > had ? pauses.first() : pauses.after(pause);
            had = offer.taken();
            Thread.sleep(pause);
        }
        return false;
    }

    /** How many files a peer has, and whether that is all there are now. */
    private record Offer(int taken, boolean whole) {}

    private Offer offer(TaskId task, NodeId peer, int had) {
        List<EvidenceFile> files = evidence.files(task);
        int next = had;
        while (next < files.size() && given(peer, task, files.get(next))) {
            next++;
        }
        return new Offer(next, next == files.size());
    }

    private boolean given(NodeId peer, TaskId task, EvidenceFile file) {
        try {
            return peers.deliverEvidence(peer, task, file) instanceof PeerAnswer.Given;
        } catch (PeerUnavailableException e) {
            return false;
        }
    }
}
