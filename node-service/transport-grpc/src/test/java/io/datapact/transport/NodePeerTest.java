package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import io.datapact.node.peer.PeerUnavailableException.Kind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What one node sends another arrives whole, within its bounds, from whoever sent it. */
class NodePeerTest extends NodePeerScene {
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

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            turned[bytes.length - 1 - at] = bytes[at];
        }
        return turned;
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
