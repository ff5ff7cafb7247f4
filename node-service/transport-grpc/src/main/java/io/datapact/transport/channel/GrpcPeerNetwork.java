package io.datapact.transport.channel;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.ChannelEnd;
import io.datapact.node.peer.ChannelSession;
import io.datapact.node.peer.PeerNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects runs: calls the parties above, awaits those below. */
final class GrpcPeerNetwork implements PeerNetwork {
    private final AwaitedSessions sessions;
    private final ChannelDialer dialer;
    private final Executor callers;

    /**
     * A network.
     *
     * @param callers runs the calls, each of which blocks
     */
    GrpcPeerNetwork(AwaitedSessions sessions, ChannelDialer dialer, Executor callers) {
        this.sessions = sessions;
        this.dialer = dialer;
        this.callers = callers;
    }

    @Override
    public Map<Integer, PeerChannel> connect(ChannelSession session) {
        Map<Integer, CompletableFuture<PeerChannel>> coming = new HashMap<>();
        List<AwaitedSession> awaited = new ArrayList<>();
        AtomicBoolean givenUp = new AtomicBoolean();
        try {
            for (int peer = 0; peer < session.partyIndex(); peer++) {
                AwaitedSession place = place(session, peer);
                sessions.expect(place);
                awaited.add(place);
                coming.put(peer, arrival(session, place));
            }
            for (int peer = session.partyIndex() + 1; peer < session.parties().size(); peer++) {
                coming.put(peer, call(session, peer, givenUp));
            }
            firstFailureOrAll(coming).join();
        } catch (CompletionException e) {
            givenUp.set(true);
            abandon(coming, awaited);
            throw named(e);
        } catch (IllegalStateException e) {
            givenUp.set(true);
            abandon(coming, awaited);
            throw e;
        }
        Map<Integer, PeerChannel> channels = new HashMap<>();
        coming.forEach((peer, channel) -> channels.put(peer, channel.join()));
        return Map.copyOf(channels);
    }

    private static AwaitedSession place(ChannelSession session, int peer) {
        return new AwaitedSession(
                Binding.of(session, peer, session.partyIndex()),
                session.parties().get(peer).tlsCertificate(),
                session.limits());
    }

    private CompletableFuture<PeerChannel> arrival(ChannelSession session, AwaitedSession place) {
        return place.arrival()
                .orTimeout(session.limits().waitForPeer().toNanos(), TimeUnit.NANOSECONDS)
                .handle((channel, failure) -> {
                    if (failure == null) {
                        return channel;
                    }
                    sessions.forget(place);
                    throw new CompletionException(
                            failure instanceof TimeoutException
                                    ? absent(session, place.expected().from())
                                    : failure);
                });
    }

    private static RunFailedException absent(ChannelSession session, int peer) {
        return new ChannelEnd(
                        peer,
                        RunFailure.PEER_SLOW,
                        "expected the peer to call within %s, found no call that may be admitted"
                                .formatted(session.limits().waitForPeer()))
                .failed();
    }

    private CompletableFuture<PeerChannel> call(ChannelSession session, int peer, AtomicBoolean givenUp) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return dialer.dial(session, peer, givenUp::get);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(
                                new ChannelEnd(peer, RunFailure.CANCELLED, "the thread that called was interrupted")
                                        .failed());
                    }
                },
                callers);
    }

    private static CompletableFuture<Void> firstFailureOrAll(Map<Integer, CompletableFuture<PeerChannel>> coming) {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        coming.values()
                .forEach(each -> each.exceptionally(cause -> {
                    failure.completeExceptionally(cause);
                    throw new CompletionException(cause);
                }));
        CompletableFuture<Void> all = CompletableFuture.allOf(coming.values().toArray(CompletableFuture[]::new));
        return CompletableFuture.anyOf(all, failure).thenApply(done -> null);
    }

    private static void abandon(Map<Integer, CompletableFuture<PeerChannel>> coming, List<AwaitedSession> awaited) {
        for (AwaitedSession place : awaited) {
            place.arrival()
                    .completeExceptionally(new ChannelEnd(
                                    place.expected().from(), RunFailure.CANCELLED, "another peer did not connect")
                            .failed());
        }
        for (CompletableFuture<PeerChannel> each : coming.values()) {
            var _ = each.whenComplete((channel, failure) -> {
                if (failure == null) {
                    channel.close();
                }
            });
        }
    }

    private static RuntimeException named(CompletionException failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RunFailedException named ? named : failure;
    }
}
