package io.datapact.ledger.simulation;

import com.google.protobuf.ByteString;
import io.datapact.ledger.serve.HostSide;
import io.datapact.ledger.wire.FollowReply;
import java.util.ArrayDeque;
import java.util.Deque;

/** The host's end of a stream to a node: at most a few messages under way, each sent again until it is acknowledged. */
final class HostStream {
    private static final int WINDOW = 2;

    private final SimulatedHost host;
    private final SimulatedNode node;
    private final long id;
    private final HostSide side;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long number;
    private long heard;

    HostStream(SimulatedHost host, SimulatedNode node, long id, HostSide side) {
        this.host = host;
        this.node = node;
        this.id = id;
        this.side = side;
        this.heard = host.world().time().now();
    }

    private record Sent(long number, ByteString message) {}

    long heard() {
        return heard;
    }

    /** Sends what there is to send. */
    void pump() {
        while (underWay.size() < WINDOW && (number == 0 || side.hasNext())) {
            FollowReply message = number == 0 ? side.greeting() : side.take();
            Sent sent = new Sent(number++, host.said(node, message).toByteString());
            underWay.add(sent);
            send(sent);
        }
    }

    /** The node has all messages below a number. */
    void acknowledged(long below, boolean again) {
        heard = host.world().time().now();
        underWay.removeIf(sent -> sent.number() < below);
        if (again) {
            underWay.forEach(this::send);
        }
        pump();
    }

    private void send(Sent sent) {
        host.world()
                .network()
                .send(
                        host,
                        node,
                        "entries",
                        () -> node.follow()
                                .ifPresent(follow -> follow.arrived(
                                        id, sent.number(), sent.message().toByteArray())));
    }
}
