package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Code;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerUnavailableException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A node is asked where it is, and nobody in its place. */
class NodePeerReachTest extends NodePeerScene {
    @Test
    void another_members_node_at_the_address_is_not_asked() {
        NodeTransport other = nodes.start(nodes.identity("clearing-c"), new RefusingRequests());
        nodes.moved("telco-b", new HostPort("127.0.0.1", other.port()));
        assertKind(Kind.NOT_ADMITTED, () -> client.askReady(TELCO, new byte[1]));
    }

    @Test
    void a_share_goes_to_no_other_certificate_of_the_recipient_than_the_starts() {
        AtomicBoolean asked = new AtomicBoolean();
        nodes.start("telco-b", nodes.identity("telco-b"), new RefusingRequests() {
            @Override
            public Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output) {
                asked.set(true);
                return Optional.empty();
            }
        });
        assertKind(Kind.NOT_ADMITTED, () -> client.deliverShare(party(), RUN, OUTPUT, new byte[1]));
        assertThat(asked).isFalse();
        assertThat(client.fetchBody(TELCO, TASK)).isInstanceOf(PeerAnswer.Refused.class);
    }

    @Test
    void another_node_of_the_member_is_not_asked() {
        nodes.start("telco-b", nodes.identity("telco-b", "2"), new RefusingRequests());
        assertKind(Kind.NOT_ADMITTED, () -> client.askReady(TELCO, new byte[1]));
    }

    @Test
    void a_certificate_revoked_while_the_connection_is_open_ends_what_is_sent() {
        AtomicBoolean revoked = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        nodes.admit(peer -> revoked.get() && peer.tlsCertificate().equals(TestNetwork.pin(telco))
                ? Optional.of(new PeerAnswer.Refused(
                        "CERTIFICATE_REVOKED", peer.node().value()))
                : Optional.empty());
        PeerClient careful = nodes.start(bank, new RefusingRequests()).client();
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
                asked.incrementAndGet();
                return PeerAnswer.taken();
            }
        });
        assertThat(given(careful.askReady(TELCO, new byte[1]))).isEmpty();
        revoked.set(true);
        assertKind(Kind.NOT_ADMITTED, () -> careful.askReady(TELCO, new byte[1]));
        assertKind(Kind.NOT_ADMITTED, () -> careful.fetchBody(TELCO, TASK));
        assertKind(Kind.NOT_ADMITTED, () -> careful.deliverBody(TELCO, TASK, new byte[1]));
        assertKind(Kind.NOT_ADMITTED, () -> careful.deliverEvidence(TELCO, TASK, evidence(1)));
        assertKind(Kind.NOT_ADMITTED, () -> careful.cosign(TELCO, new byte[1]));
        assertKind(Kind.NOT_ADMITTED, () -> careful.deliverShare(party(), RUN, OUTPUT, new byte[1]));
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_node_that_is_not_there_or_not_known_is_unreachable() throws IOException {
        assertKind(Kind.UNREACHABLE, () -> client.askReady(TELCO, new byte[1]));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nodes.moved("telco-b", new HostPort("127.0.0.1", free.getLocalPort()));
        }
        assertKind(Kind.UNREACHABLE, () -> client.askReady(TELCO, new byte[1]));
    }

    @Test
    void a_node_that_moved_is_found_at_its_new_address() {
        nodes.start("telco-b", telco, new RefusingRequests()).close();
        nodes.start("telco-b", telco, new RefusingRequests());
        assertThat(client.askReady(TELCO, new byte[1])).isInstanceOf(PeerAnswer.Refused.class);
    }

    @Test
    void a_node_that_does_not_answer_in_time_is_slow() {
        CountDownLatch never = new CountDownLatch(1);
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
                try {
                    return new PeerAnswer.Refused("LATE", "" + never.await(1, TimeUnit.MINUTES));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return new PeerAnswer.Refused("LATE", "");
                }
            }
        });
        PeerClient hasty = nodes.start(bank, new RefusingRequests(), Duration.ofMillis(500))
                .client();
        assertKind(Kind.SLOW, () -> hasty.askReady(TELCO, new byte[1]));
        never.countDown();
    }
}
