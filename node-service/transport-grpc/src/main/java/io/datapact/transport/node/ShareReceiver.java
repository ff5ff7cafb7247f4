package io.datapact.transport.node;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.ShareName;
import io.datapact.transport.proto.SharePart;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One share that comes in, part by part, no longer than announced and allowed. Called by one thread at a time. */
final class ShareReceiver implements StreamObserver<SharePart> {
    private static final int FIRST_BYTES = 1 << 16;

    private final PeerRequests requests;
    private final PeerIdentity caller;
    private final long maximumBytes;
    private final StreamObserver<PeerReply> answers;
    private final Runnable released;
    private final ByteArrayOutputStream sealed = new ByteArrayOutputStream(FIRST_BYTES);
    private final AtomicBoolean over = new AtomicBoolean();
    private Optional<Announced> announced = Optional.empty();

    /** What the first part says. */
    private record Announced(RunId run, Code output, long length) {}

    /**
     * Receives.
     *
     * @param released run once when the share is no longer held here
     */
    ShareReceiver(
            PeerRequests requests,
            PeerIdentity caller,
            long maximumBytes,
            StreamObserver<PeerReply> answers,
            Runnable released) {
        this.requests = requests;
        this.caller = caller;
        this.maximumBytes = maximumBytes;
        this.answers = answers;
        this.released = released;
    }

    @Override
    public void onNext(SharePart part) {
        if (over.get()) {
            return;
        }
        switch (part.getContentCase()) {
            case NAME -> announce(part.getName());
            case CHUNK -> {
                if (announced.isEmpty()
                        || part.getChunk().isEmpty()
                        || part.getChunk().size() > announced.get().length() - sealed.size()) {
                    refuse(Status.INVALID_ARGUMENT, "expected the name first, then chunks of the length it announced");
                } else {
                    sealed.writeBytes(part.getChunk().toByteArray());
                }
            }
            case CONTENT_NOT_SET -> refuse(Status.INVALID_ARGUMENT, "expected a name or a chunk, found neither");
        }
    }

    private void announce(ShareName name) {
        if (announced.isPresent()) {
            refuse(Status.INVALID_ARGUMENT, "expected one name, found another");
            return;
        }
        if (name.getLength() < 0 || name.getLength() > maximumBytes) {
            refuse(
                    Status.RESOURCE_EXHAUSTED,
                    "expected a share of at most %d bytes, found a longer one".formatted(maximumBytes));
            return;
        }
        try {
            RunId run = new RunId(new TaskId(name.getTask()), Integer.toUnsignedLong(name.getRun()));
            announced = Optional.of(new Announced(run, new Code(name.getOutput()), name.getLength()));
        } catch (IllegalArgumentException e) {
            refuse(Status.INVALID_ARGUMENT, e.getMessage());
        }
    }

    @Override
    public void onError(Throwable failure) {
        release();
    }

    @Override
    public void onCompleted() {
        if (over.get()) {
            return;
        }
        if (announced.isEmpty() || sealed.size() != announced.get().length()) {
            refuse(Status.INVALID_ARGUMENT, "expected the whole share, found the end before it");
            return;
        }
        Announced share = announced.get();
        try {
            NodePeerService.answer(
                    requests.deliverShare(caller, share.run(), share.output(), sealed.toByteArray()), answers);
        } finally {
            release();
        }
    }

    private void refuse(Status status, String description) {
        if (over.get()) {
            return;
        }
        release();
        NodePeerService.refuse(answers, status, description);
    }

    private void release() {
        if (over.compareAndSet(false, true)) {
            released.run();
        }
    }
}
