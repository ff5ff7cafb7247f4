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
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.peer.PeerUnavailableException.Kind;
import io.datapact.pki.tls.TlsIdentity;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A node that asks another one, over real connections. */
abstract class NodePeerScene {
    static final NodeId TELCO = new NodeId("telco-b/1");
    static final TaskId TASK = new TaskId("bank-a/2026-000001");
    static final RunId RUN = new RunId(TASK, 3);
    static final Code OUTPUT = new Code("table");

    final TestNetwork nodes = new TestNetwork();
    final TlsIdentity bank = nodes.identity("bank-a");
    final TlsIdentity telco = nodes.identity("telco-b");
    final PeerClient client =
            nodes.start("bank-a", bank, new RefusingRequests()).client();

    @AfterEach
    void close() {
        nodes.close();
    }

    static EvidenceFile evidence(int length) {
        return new EvidenceFile("000001.run.dsse.json", Bytes.of(new byte[length]));
    }

    /** telco-b as a start resolved it. */
    PartyNode party() {
        return new PartyNode(1, TELCO, Digest.of(new byte[0]), TestNetwork.pin(telco));
    }

    static byte[] given(PeerAnswer answer) {
        return ((PeerAnswer.Given) answer).content();
    }

    static void assertKind(Kind expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PeerUnavailableException.class,
                        failed -> assertThat(failed.kind())
                                .as(failed.getMessage())
                                .isEqualTo(expected));
    }
}
