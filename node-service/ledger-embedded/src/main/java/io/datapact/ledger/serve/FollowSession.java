package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Sends one follower the entries from a position on, no faster than it takes them. Runs on a thread of its own. */
final class FollowSession implements Runnable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final LocalLedger ledger;
    private final Admission admission;
    private final Digest client;
    private final ServerCallStreamObserver<FollowReply> observer;
    private final BooleanSupplier serving;
    private final HostLog log;
    private final EntryFeed feed;
    private final Semaphore signals = new Semaphore(0);

    FollowSession(
            LocalLedger ledger,
            Admission admission,
            Digest client,
            ServerCallStreamObserver<FollowReply> observer,
            BooleanSupplier serving,
            HostLog log,
            long from) {
        this.ledger = ledger;
        this.admission = admission;
        this.client = client;
        this.observer = observer;
        this.serving = serving;
        this.log = log;
        this.feed = new EntryFeed(ledger, from);
        observer.setOnReadyHandler(signals::release);
        observer.setOnCancelHandler(signals::release);
    }

    /** Position of the entry that would have come next. */
    long next() {
        return feed.next();
    }

    @Override
    public void run() {
        try {
            observer.onNext(feed.greeting());
            while (!observer.isCancelled() && admitted()) {
                if (ledger.chain().await(feed.next(), LOOK)) {
                    awaitReady();
                    observer.onNext(feed.take());
                }
            }
        } catch (LedgerClosedException e) {
            observer.onError(
                    Status.UNAVAILABLE.withDescription("the host is closing").asRuntimeException());
        } catch (LedgerUnavailableException | LogDamagedException e) {
            log.entryAway(client, e.getMessage());
            observer.onError(Status.FAILED_PRECONDITION
                    .withDescription(
                            "entry " + feed.next() + " or one after it cannot be read at the host now, because its"
                                    + " segment is archived elsewhere or damaged; ask the host's operator, whose log says more")
                    .asRuntimeException());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            observer.onError(
                    Status.UNAVAILABLE.withDescription("the host is closing").asRuntimeException());
        } catch (StatusRuntimeException e) {
            // The follower has gone while something was sent to it; there is nobody to tell.
            return;
        }
    }

    private boolean admitted() {
        requireServing();
        Optional<String> refusal = admission.refusal(client);
        refusal.ifPresent(why ->
                observer.onError(Status.PERMISSION_DENIED.withDescription(why).asRuntimeException()));
        return refusal.isEmpty();
    }

    private void awaitReady() throws InterruptedException {
        while (!observer.isReady() && !observer.isCancelled()) {
            boolean signalled = signals.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (!signalled) {
                requireServing();
            }
        }
    }

    private void requireServing() {
        if (!serving.getAsBoolean()) {
            throw new LedgerClosedException("the host is closing");
        }
        ledger.chain().requireOpen();
    }
}
