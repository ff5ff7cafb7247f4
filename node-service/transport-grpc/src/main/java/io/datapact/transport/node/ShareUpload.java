package io.datapact.transport.node;

import com.google.protobuf.UnsafeByteOperations;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.ShareName;
import io.datapact.transport.proto.SharePart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One share that goes out: name first, then chunks as the connection takes them. The call's deadline bounds it. */
final class ShareUpload implements ClientResponseObserver<SharePart, PeerReply> {
    private static final int CHUNK_BYTES = 512 << 10;

    private final ShareName name;
    private final byte[] sealed;
    private final CompletableFuture<PeerReply> reply = new CompletableFuture<>();
    private boolean named;
    private boolean completed;
    private int at;

    /**
     * Delivers.
     *
     * @param sealed not changed, not copied
     */
    ShareUpload(ShareName name, byte[] sealed) {
        this.name = name;
        this.sealed = sealed;
    }

    /**
     * Waits for the answer.
     *
     * @throws StatusRuntimeException if the call failed
     */
    PeerReply reply() {
        try {
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StatusRuntimeException(Status.CANCELLED.withCause(e));
        } catch (ExecutionException e) {
            throw new StatusRuntimeException(Status.fromThrowable(e.getCause()).withCause(e.getCause()));
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SharePart> parts) {
        parts.setOnReadyHandler(() -> sendWhileReady(parts));
    }

    private void sendWhileReady(ClientCallStreamObserver<SharePart> parts) {
        while (parts.isReady() && !completed) {
            sendNext(parts);
        }
    }

    private void sendNext(ClientCallStreamObserver<SharePart> parts) {
        if (!named) {
            named = true;
            parts.onNext(SharePart.newBuilder().setName(name).build());
        } else if (at < sealed.length) {
            int length = Math.min(CHUNK_BYTES, sealed.length - at);
            parts.onNext(SharePart.newBuilder()
                    .setChunk(UnsafeByteOperations.unsafeWrap(sealed, at, length))
                    .build());
            at += length;
        } else {
            completed = true;
            parts.onCompleted();
        }
    }

    @Override
    public void onNext(PeerReply answer) {
        reply.complete(answer);
    }

    @Override
    public void onError(Throwable failure) {
        reply.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        reply.completeExceptionally(new StatusRuntimeException(Status.DATA_LOSS));
    }
}
