package io.datapact.ledger.serve;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.datapact.contract.id.Digest;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerClosedException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final Semaphore signals = new Semaphore(0);
    private long next;

    FollowSession(
            LocalLedger ledger,
            Admission admission,
            Digest client,
            ServerCallStreamObserver<FollowReply> observer,
            BooleanSupplier serving,
            long from) {
        this.ledger = ledger;
        this.admission = admission;
        this.client = client;
        this.observer = observer;
        this.serving = serving;
        this.next = from;
        observer.setOnReadyHandler(signals::release);
        observer.setOnCancelHandler(signals::release);
    }

    /** Position of the entry that would have come next. */
    long next() {
        return next;
    }

    @Override
    public void run() {
        try {
            send(List.of(), ledger.chain().head().size());
            while (!observer.isCancelled() && admitted()) {
                if (ledger.chain().await(next, LOOK)) {
                    sendChunk();
                }
            }
        } catch (LedgerClosedException e) {
            observer.onError(
                    Status.UNAVAILABLE.withDescription("the host is closing").asRuntimeException());
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

    private void sendChunk() throws InterruptedException {
        Chain chain = ledger.chain();
        long end = chain.head().size();
        List<ByteString> entries = new ArrayList<>();
        int bytes = 0;
        while (next + entries.size() < end
                && entries.size() < WireBounds.MAXIMUM_CHUNK_ENTRIES
                && bytes < WireBounds.FULL_CHUNK_BYTES) {
            byte[] entry = chain.entryBytes(next + entries.size());
            entries.add(UnsafeByteOperations.unsafeWrap(entry));
            bytes += entry.length;
        }
        awaitReady();
        send(entries, next + entries.size());
        next += entries.size();
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

    private void send(List<ByteString> entries, long size) {
        observer.onNext(FollowReply.newBuilder()
                .addAllEntries(entries)
                .setCheckpoint(ledger.signedCheckpoint(size).write())
                .build());
    }
}
