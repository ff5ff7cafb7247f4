package io.datapact.transport;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.testing.ChannelContract;
import io.datapact.contract.id.Digest;
import io.datapact.pki.tls.TlsIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The channel contract over gRPC with mutual TLS on loopback. */
class GrpcPeerChannelTest extends ChannelContract {
    @Override
    protected Pair open(ChannelLimits limits) {
        return new LoopbackPair(limits);
    }

    private static final class LoopbackPair implements Pair {
        private final TestNetwork nodes = new TestNetwork();
        private final Loopback relay;
        private final PeerChannel zero;
        private final PeerChannel one;

        private LoopbackPair(ChannelLimits limits) {
            TlsIdentity bank = nodes.identity("bank-a");
            TlsIdentity telco = nodes.identity("telco-b");
            NodeTransport bankNode = nodes.start("bank-a", bank, new RefusingRequests());
            NodeTransport telcoNode = nodes.start("telco-b", telco, new RefusingRequests());
            relay = Loopback.to(telcoNode.port());
            nodes.moved("telco-b", relay.address());
            Map<String, Digest> pins = new LinkedHashMap<>();
            pins.put("bank-a", TestNetwork.pin(bank));
            pins.put("telco-b", TestNetwork.pin(telco));
            CompletableFuture<PeerChannel> called = CompletableFuture.supplyAsync(() -> telcoNode
                    .network()
                    .connect(TestNetwork.session(1, limits, pins))
                    .get(0));
            zero = bankNode.network()
                    .connect(TestNetwork.session(0, limits, pins))
                    .get(1);
            one = called.join();
        }

        @Override
        public PeerChannel zero() {
            return zero;
        }

        @Override
        public PeerChannel one() {
            return one;
        }

        @Override
        public void cut() {
            relay.cut();
        }

        @Override
        public void close() {
            zero.close();
            one.close();
            relay.close();
            nodes.close();
        }
    }
}
