package io.datapact.node.run;

import io.datapact.contract.id.MemberId;
import io.datapact.node.content.ContentStore;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.run.Prepared.SealedShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Delivers a party's sealed shares, to each recipient on a thread of its own, again and again until each is taken or this
 * is closed. A recipient that stalls holds up neither the others nor the party, which watches the time.
 */
final class ShareDelivery implements AutoCloseable {
    private final RunLedger ledger;
    private final ContentStore content;
    private final PeerClient peers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ToOne> deliveries = new ArrayList<>();

    private record ToOne(MemberId recipient, Future<MemberId> work) {}

    private ShareDelivery(RunLedger ledger, ContentStore content, PeerClient peers) {
        this.ledger = ledger;
        this.content = content;
        this.peers = peers;
    }

    /** Begins to deliver. */
    static ShareDelivery begin(
            RunLedger ledger, ContentStore content, PeerClient peers, RunFacts facts, List<SealedShare> shares) {
        ShareDelivery delivery = new ShareDelivery(ledger, content, peers);
        shares.stream().map(SealedShare::recipient).distinct().forEach(recipient -> {
            List<SealedShare> own = shares.stream()
                    .filter(share -> share.recipient().equals(recipient))
                    .toList();
            delivery.deliveries.add(
                    new ToOne(recipient, delivery.threads.submit(() -> delivery.deliver(facts, recipient, own))));
        });
        return delivery;
    }

    /**
     * The first recipient that has not taken all its shares yet, or empty once all have.
     *
     * @throws RuntimeException what broke a delivery here, such as storage that cannot be read
     */
    Optional<MemberId> waitsFor() {
        for (ToOne each : deliveries) {
            switch (each.work().state()) {
                case RUNNING, CANCELLED -> {
                    return Optional.of(each.recipient());
                }
                case FAILED -> throw broken(each.work().exceptionNow());
                case SUCCESS -> {}
            }
        }
        return Optional.empty();
    }

    /** Stops delivering, without waiting for calls under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private MemberId deliver(RunFacts facts, MemberId recipient, List<SealedShare> shares) throws InterruptedException {
        try {
            for (SealedShare share : shares) {
                byte[] sealed = content.get(share.cid(), ShareInbox.MAXIMUM_SHARE_BYTES)
                        .orElseThrow(() -> new IllegalStateException(
                                "expected a sealed share of run " + facts.id() + " in the content store, found none"));
                while (!taken(facts, recipient, share, sealed)) {
                    ledger.awaitTick();
                }
            }
            return recipient;
        } finally {
            ledger.wake();
        }
    }

    private boolean taken(RunFacts facts, MemberId recipient, SealedShare share, byte[] sealed) {
        try {
            return peers.deliverShare(facts.recipient(recipient), facts.id(), share.output(), sealed)
                    instanceof PeerAnswer.Given;
        } catch (PeerUnavailableException e) {
            return false;
        }
    }

    private static RuntimeException broken(Throwable cause) {
        return cause instanceof RuntimeException e
                ? e
                : new IllegalStateException("the thread that delivers shares broke", cause);
    }
}
