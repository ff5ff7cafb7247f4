package io.datapact.transport.channel;

import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.ChannelEnd;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.transport.proto.Hello;
import io.grpc.Status;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which calls this node waits for. A call that nobody awaits is refused at once: nothing of it is kept. Adversary: any
 * member with a valid certificate; it can neither take another's place nor end the wait for the right peer.
 */
final class AwaitedSessions {
    private static final int MOST_SESSIONS = 1024;

    private final Map<Key, AwaitedSession> awaited = new ConcurrentHashMap<>();

    /** Names a place: the run and the pair, but not what the peer must prove for it. */
    private record Key(String task, long run, int from, int to) {
        static Key of(Binding binding) {
            return new Key(binding.run().task().value(), binding.run().run(), binding.from(), binding.to());
        }

        static Key of(Hello hello) {
            return new Key(hello.getTask(), Integer.toUnsignedLong(hello.getRun()), hello.getFrom(), hello.getTo());
        }
    }

    /** What becomes of a call. */
    sealed interface Admission {
        /** It is the one awaited; its place is taken. */
        record Admitted(AwaitedSession session) implements Admission {}

        /** It is not. */
        record Refused(Status status) implements Admission {}
    }

    /**
     * Begins to wait.
     *
     * @throws IllegalStateException if this place is awaited or in use, or too many are
     */
    void expect(AwaitedSession session) {
        if (awaited.size() >= MOST_SESSIONS) {
            throw new IllegalStateException("expected at most 1,024 channels at once, found more");
        }
        if (awaited.putIfAbsent(Key.of(session.expected()), session) != null) {
            throw new IllegalStateException("expected run %s not to be connected yet, found it connected or connecting"
                    .formatted(session.expected().run()));
        }
    }

    /** Frees the place. */
    void forget(AwaitedSession session) {
        awaited.remove(Key.of(session.expected()), session);
    }

    /** Judges a call. */
    Admission admit(PeerIdentity caller, Hello hello) {
        Optional<AwaitedSession> found = Optional.ofNullable(awaited.get(Key.of(hello)));
        if (found.isEmpty()) {
            return refused(Status.NOT_FOUND, "no such channel is awaited here");
        }
        AwaitedSession session = found.get();
        if (!session.pinned().equals(caller.tlsCertificate())) {
            return refused(Status.PERMISSION_DENIED, "another certificate is pinned for this party");
        }
        Optional<String> difference = session.expected().differsFrom(hello);
        if (difference.isPresent()) {
            if (session.take()) {
                ChannelEnd end =
                        new ChannelEnd(session.expected().from(), RunFailure.PEER_NOT_ADMITTED, difference.get());
                session.arrival().completeExceptionally(end.failed());
            }
            return refused(Status.PERMISSION_DENIED, "the channel is bound to something else");
        }
        return session.take()
                ? new Admission.Admitted(session)
                : refused(Status.ALREADY_EXISTS, "this pair of parties has its channel");
    }

    private static Admission refused(Status status, String description) {
        return new Admission.Refused(status.withDescription(description));
    }

    /** How many are awaited or in use. */
    int count() {
        return awaited.size();
    }
}
