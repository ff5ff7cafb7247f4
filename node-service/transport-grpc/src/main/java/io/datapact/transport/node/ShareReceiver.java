package io.datapact.transport.node;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.ShareName;
import io.datapact.transport.proto.SharePart;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * One share that comes in, part by part, no longer than announced and allowed. Nothing is held of it before the node
 * has said that it takes such a share of this caller, and the caller has a place. Called by one thread at a time, but
 * for {@link #expire}.
 */
final class ShareReceiver implements StreamObserver<SharePart> {
    private static final String NO_PLACE = "expected at most %d deliveries at once, %d of one member; try again"
            .formatted(DeliveryPlaces.MOST, DeliveryPlaces.MOST_OF_A_MEMBER);

    private final PeerRequests requests;
    private final PeerIdentity caller;
    private final long maximumBytes;
    private final StreamObserver<PeerReply> answers;
    private final Course course;
    private final ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    private Optional<Announced> announced = Optional.empty();

    /** What the first part says. */
    private record Announced(RunId run, Code output, long length) {}

    /** Receives a share of a caller, with a place out of the node's. */
    ShareReceiver(
            PeerRequests requests,
            PeerIdentity caller,
            long maximumBytes,
            DeliveryPlaces places,
            StreamObserver<PeerReply> answers) {
        this.requests = requests;
        this.caller = caller;
        this.maximumBytes = maximumBytes;
        this.answers = answers;
        this.course = new Course(places, caller);
    }

    /** Called once the stream is over, whatever the end; at once if it is. */
    void onOver(Runnable told) {
        course.onOver(told);
    }

    /** Ends the stream if it is not over yet: its time is. May be called by any thread. */
    void expire() {
        refuse(Status.DEADLINE_EXCEEDED, "expected the whole share in time, found the stream still open");
    }

    @Override
    public void onNext(SharePart part) {
        if (course.isOver()) {
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
            admit(new Announced(run, new Code(name.getOutput()), name.getLength()));
        } catch (IllegalArgumentException e) {
            refuse(Status.INVALID_ARGUMENT, e.getMessage());
        }
    }

    private void admit(Announced share) {
        Optional<PeerAnswer.Refused> refused = requests.refusesShare(caller, share.run(), share.output());
        if (refused.isPresent()) {
            if (course.end()) {
                NodePeerService.answer(refused.get(), answers);
            }
        } else if (course.takePlace()) {
            announced = Optional.of(share);
        } else {
            refuse(Status.UNAVAILABLE, NO_PLACE);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (course.end()) {
            course.leave();
        }
    }

    @Override
    public void onCompleted() {
        if (course.isOver()) {
            return;
        }
        if (announced.isEmpty() || sealed.size() != announced.get().length()) {
            refuse(Status.INVALID_ARGUMENT, "expected the whole share, found the end before it");
        } else if (course.end()) {
            Announced share = announced.get();
            try {
                NodePeerService.answer(
                        requests.deliverShare(caller, share.run(), share.output(), sealed.toByteArray()), answers);
            } finally {
                course.leave();
            }
        }
    }

    private void refuse(Status status, String description) {
        if (course.end()) {
            course.leave();
            NodePeerService.refuse(answers, status, description);
        }
    }

    /** How far a stream is: whoever ends it is the one who answers, and a place taken is given back once. Thread-safe. */
    private static final class Course {
        private final DeliveryPlaces places;
        private final PeerIdentity caller;
        private Runnable told = () -> {};
        private boolean placed;
        private boolean over;

        private Course(DeliveryPlaces places, PeerIdentity caller) {
            this.places = places;
            this.caller = caller;
        }

        synchronized boolean isOver() {
            return over;
        }

        /** Takes a place, unless the stream is over or there is none. */
        synchronized boolean takePlace() {
            placed = !over && places.take(caller.node().member());
            return placed;
        }

        synchronized void leave() {
            if (placed) {
                placed = false;
                places.free(caller.node().member());
            }
        }

        synchronized void onOver(Runnable listener) {
            told = listener;
            if (over) {
                listener.run();
            }
        }

        /** Ends the stream; false if it had ended. */
        synchronized boolean end() {
            boolean first = !over;
            over = true;
            if (first) {
                told.run();
            }
            return first;
        }
    }
}
