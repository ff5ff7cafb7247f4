package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.peer.PeerUnavailableException.Kind;
import io.datapact.pki.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodePeerTest {
    private static final NodeId TELCO = new NodeId("telco-b/1");
    private static final TaskId TASK = new TaskId("bank-a/2026-000001");
    private static final RunId RUN = new RunId(TASK, 3);
    private static final Code OUTPUT = new Code("table");

    private final TestNetwork nodes = new TestNetwork();
    private final TlsIdentity bank = nodes.identity("bank-a");
    private final TlsIdentity telco = nodes.identity("telco-b");
    private final PeerClient client =
            nodes.start("bank-a", bank, new RefusingRequests()).client();

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void a_question_and_its_answer_pass_with_who_asks() {
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
                boolean right = caller.node().equals(new NodeId("bank-a/1"))
                        && caller.tlsCertificate().equals(TestNetwork.pin(bank));
                return new PeerAnswer.Given(right ? reversed(signedAsk) : new byte[0]);
            }
        });
        assertThat(given(client.askReady(TELCO, new byte[] {1, 2, 3}))).containsExactly(3, 2, 1);
    }

    @Test
    void a_refusal_passes_as_a_value() {
        nodes.start("telco-b", telco, new RefusingRequests());
        assertThat(client.askReady(TELCO, new byte[1]))
                .isEqualTo(new PeerAnswer.Refused("APPROVAL_MISSING", "asked by bank-a/1"));
        assertThat(client.fetchBody(TELCO, TASK)).isInstanceOf(PeerAnswer.Refused.class);
        assertThat(client.deliverBody(TELCO, TASK, new byte[1])).isInstanceOf(PeerAnswer.Refused.class);
        assertThat(client.deliverShare(party(), RUN, OUTPUT, new byte[1])).isInstanceOf(PeerAnswer.Refused.class);
        assertThat(client.deliverEvidence(TELCO, TASK, evidence(1))).isInstanceOf(PeerAnswer.Refused.class);
        assertThat(client.cosign(TELCO, new byte[1])).isInstanceOf(PeerAnswer.Refused.class);
    }

    @Test
    void evidence_arrives_whole_with_its_name() {
        EvidenceFile sent = evidence(PeerRequests.MAXIMUM_EVIDENCE_BYTES);
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer deliverEvidence(PeerIdentity caller, TaskId task, EvidenceFile file) {
                boolean right = task.equals(TASK) && file.equals(sent);
                return right ? PeerAnswer.taken() : new PeerAnswer.Refused("MALFORMED", file.name());
            }
        });
        assertThat(given(client.deliverEvidence(TELCO, TASK, sent))).isEmpty();
        EvidenceFile large = evidence(PeerRequests.MAXIMUM_EVIDENCE_BYTES + 1);
        assertThatThrownBy(() -> client.deliverEvidence(TELCO, TASK, large))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_checkpoint_goes_and_comes_back_within_its_bound() {
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer cosign(PeerIdentity caller, byte[] checkpoint) {
                return new PeerAnswer.Given(
                        checkpoint.length == 1
                                ? new byte[PeerRequests.MAXIMUM_CHECKPOINT_BYTES + 1]
                                : reversed(checkpoint));
            }
        });
        byte[] longest = new byte[PeerRequests.MAXIMUM_CHECKPOINT_BYTES];
        longest[0] = 7;
        assertThat(given(client.cosign(TELCO, longest))).isEqualTo(reversed(longest));
        assertKind(Kind.GARBAGE, () -> client.cosign(TELCO, new byte[1]));
        assertThatThrownBy(() -> client.cosign(TELCO, new byte[longest.length + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EvidenceFile evidence(int length) {
        return new EvidenceFile("000001.run.dsse.json", Bytes.of(new byte[length]));
    }

    @Test
    void shares_and_bodies_of_every_length_arrive_whole() {
        Random random = new Random(5);
        for (int length : new int[] {0, 1, 512 << 10, (512 << 10) + 1, TestNetwork.SHARE_BYTES}) {
            byte[] sealed = new byte[length];
            random.nextBytes(sealed);
            Expecting expecting = new Expecting(sealed);
            nodes.start("telco-b", telco, expecting);
            assertThat(given(client.deliverShare(party(), RUN, OUTPUT, sealed))).isEmpty();
            byte[] body = Arrays.copyOf(sealed, Math.min(length, PeerRequests.MAXIMUM_BODY_BYTES));
            assertThat(given(client.deliverBody(TELCO, TASK, body))).isEmpty();
            assertThat(given(client.fetchBody(TELCO, TASK))).isEqualTo(body);
        }
    }

    @Test
    void more_than_the_bound_is_not_sent() {
        nodes.start("telco-b", telco, new RefusingRequests());
        assertThatThrownBy(() -> client.askReady(TELCO, new byte[PeerRequests.MAXIMUM_SIGNED_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.deliverBody(TELCO, TASK, new byte[PeerRequests.MAXIMUM_BODY_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.deliverShare(party(), RUN, OUTPUT, new byte[TestNetwork.SHARE_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_answer_above_its_bound_is_garbage() {
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer askReady(PeerIdentity caller, byte[] signedAsk) {
                return new PeerAnswer.Given(new byte[PeerRequests.MAXIMUM_SIGNED_BYTES + 1]);
            }

            @Override
            public PeerAnswer fetchBody(PeerIdentity caller, TaskId task) {
                return new PeerAnswer.Given(new byte[2 << 20]);
            }
        });
        assertKind(Kind.GARBAGE, () -> client.askReady(TELCO, new byte[1]));
        assertKind(Kind.GARBAGE, () -> client.fetchBody(TELCO, TASK));
    }

    @Test
    void a_long_refusal_is_cut() {
        nodes.start("telco-b", telco, new RefusingRequests() {
            @Override
            public PeerAnswer fetchBody(PeerIdentity caller, TaskId task) {
                return new PeerAnswer.Refused("R".repeat(1000), "d".repeat(10_000));
            }
        });
        assertThat(client.fetchBody(TELCO, TASK))
                .isEqualTo(new PeerAnswer.Refused(
                        "R".repeat(PeerAnswer.MAXIMUM_REASON), "d".repeat(PeerAnswer.MAXIMUM_DETAIL)));
    }

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

    /** telco-b as a start resolved it. */
    private PartyNode party() {
        return new PartyNode(1, TELCO, Digest.of(new byte[0]), TestNetwork.pin(telco));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            turned[bytes.length - 1 - at] = bytes[at];
        }
        return turned;
    }

    private static byte[] given(PeerAnswer answer) {
        return ((PeerAnswer.Given) answer).content();
    }

    private static void assertKind(Kind expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PeerUnavailableException.class,
                        failed -> assertThat(failed.kind())
                                .as(failed.getMessage())
                                .isEqualTo(expected));
    }

    /** Takes exactly one share, of run 3's table, and keeps a body. */
    private static final class Expecting extends RefusingRequests {
        private final byte[] share;
        private byte[] body = new byte[0];

        private Expecting(byte[] share) {
            this.share = share.clone();
        }

        @Override
        public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
            boolean right = run.equals(RUN) && output.equals(OUTPUT) && Arrays.equals(share, sealed);
            return right ? PeerAnswer.taken() : new PeerAnswer.Refused("MALFORMED", sealed.length + " bytes");
        }

        @Override
        public synchronized PeerAnswer deliverBody(PeerIdentity caller, TaskId task, byte[] sealed) {
            body = sealed.clone();
            return PeerAnswer.taken();
        }

        @Override
        public synchronized PeerAnswer fetchBody(PeerIdentity caller, TaskId task) {
            return new PeerAnswer.Given(body.clone());
        }
    }
}
