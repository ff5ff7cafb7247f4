package io.datapact.transport.channel;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.ChannelEnd;
import io.datapact.contract.run.PartyNode;
import io.datapact.node.peer.ChannelSession;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.transport.GrpcTls;
import io.datapact.transport.HostPort;
import io.datapact.transport.PeerAddresses;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The calling side of channels: connects with the pinned certificate, and again while the peer is not ready yet. */
final class ChannelDialer {
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    private final GrpcTls tls;
    private final PeerAddresses addresses;
    private final ScheduledExecutorService timer;

    ChannelDialer(GrpcTls tls, PeerAddresses addresses, ScheduledExecutorService timer) {
        this.tls = tls;
        this.addresses = addresses;
        this.timer = timer;
    }

    /**
     * Connects to a peer; blocks.
     *
     * @param givenUp asks whether to stop trying
     */
    PeerChannel dial(ChannelSession session, int peer, BooleanSupplier givenUp) throws InterruptedException {
        PartyNode party = session.parties().get(peer);
        HostPort address = addresses
                .find(party.node())
                .orElseThrow(() -> new ChannelEnd(
                                peer,
                                RunFailure.PEER_LOST,
                                "expected an address of node " + party.node()
                                        + " in the configuration, found none; add it")
                        .failed());
        ManagedChannel connection = connection(address, party);
        boolean connected = false;
        try {
            PeerChannel channel = dial(session, peer, connection, givenUp);
            connected = true;
            return channel;
        } finally {
            if (!connected) {
                connection.shutdownNow();
            }
        }
    }

    private PeerChannel dial(ChannelSession session, int peer, ManagedChannel connection, BooleanSupplier givenUp)
            throws InterruptedException {
        long until = System.nanoTime() + session.limits().waitForPeer().toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            Attempt.Outcome outcome = attempt(session, peer, connection, until - System.nanoTime());
            if (outcome instanceof Attempt.Outcome.Connected(PeerChannel channel)) {
                return channel;
            }
            Attempt.Outcome.Failed failed = (Attempt.Outcome.Failed) outcome;
            if (!StatusFailures.mayGoBetter(failed.status())) {
                throw failed.end().failed();
            }
            if (givenUp.getAsBoolean() || System.nanoTime() >= until) {
                throw tooLate(peer, failed, session.limits().waitForPeer()).failed();
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            connection.resetConnectBackoff();
        }
    }

    private static ChannelEnd tooLate(int peer, Attempt.Outcome.Failed failed, Duration wait) {
        return failed.status().getCode() == Status.Code.NOT_FOUND
                ? new ChannelEnd(
                        peer,
                        RunFailure.PEER_SLOW,
                        "expected the peer to take part within " + wait + ", found it not awaiting this run")
                : failed.end();
    }

    private Attempt.Outcome attempt(ChannelSession session, int peer, ManagedChannel connection, long nanosLeft)
            throws InterruptedException {
        Binding mine = Binding.of(session, session.partyIndex(), peer);
        Attempt attempt = new Attempt(mine, session.limits(), () -> release(connection, session));
        CallOptions options = CallOptions.DEFAULT.withOnReadyThreshold(
                RunChannels.readyThreshold(session.limits().queuedBytes()));
        var _ = ClientCalls.asyncBidiStreamingCall(connection.newCall(ExchangeMethod.DESCRIPTOR, options), attempt);
        attempt.begin();
        try {
            return attempt.outcome().get(Math.max(1, nanosLeft), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            attempt.giveUp();
            return new Attempt.Outcome.Failed(
                    Status.DEADLINE_EXCEEDED, StatusFailures.name(peer, Status.DEADLINE_EXCEEDED));
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected an outcome of the attempt, found a fault", e);
        }
    }

    private ManagedChannel connection(HostPort address, PartyNode party) {
        PeerPolicy pinned = PeerPolicy.pinned(
                Set.of(new CertificateDigest(party.tlsCertificate().value())));
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .sslContext(tls.calling(pinned))
                .directExecutor()
                .disableRetry()
                .maxInboundMessageSize(Chunks.MAXIMUM_FRAME_BYTES)
                .flowControlWindow(RunChannels.WINDOW_BYTES)
                .build();
    }

    /** Lets what is queued reach the peer, then frees the connection, at the latest after the channel's wait. */
    private void release(ManagedChannel connection, ChannelSession session) {
        connection.shutdown();
        var _ = timer.schedule(
                connection::shutdownNow, session.limits().waitForPeer().toMillis(), TimeUnit.MILLISECONDS);
    }
}
