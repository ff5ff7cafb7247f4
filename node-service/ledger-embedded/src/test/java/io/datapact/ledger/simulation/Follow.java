package io.datapact.ledger.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.datapact.ledger.follow.FollowerHealth;
import io.datapact.ledger.follow.NodeSide;
import io.datapact.ledger.wire.FollowReply;
import io.grpc.Status;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node's end of its streams: puts messages back in order, drops doubled ones, asks again for lost ones, as a transport
 * does; gives up a stream on which nothing is heard; connects again when the ledger says so.
 */
final class Follow implements NodeSide.Stream {
    private static final long KEEP_ALIVE = 10 * Scheduler.SECOND;
    private static final long GIVE_UP = 25 * Scheduler.SECOND;
    private static final long REPAIR = 30 * Scheduler.SECOND;

    private final SimulatedNode node;
    private final NodeSide side;
    private final Map<Long, byte[]> early = new TreeMap<>();
    private long stream;
    private boolean open;
    private boolean busy;
    private long expected;
    private long heard;

    Follow(SimulatedNode node, NodeSide side) {
        this.node = node;
        this.side = side;
    }

    /** Opens a stream, unless one is open. */
    void connect() {
        if (open || !side.goesOn()) {
            return;
        }
        open = true;
        busy = false;
        expected = 0;
        early.clear();
        stream = node.nextCall();
        heard = node.world().time().now();
        long id = stream;
        long from = side.request().getFrom();
        SimulatedHost host = node.host();
        node.world().network().send(node, host, "follow", () -> host.follow(node, id, from));
        node.after(KEEP_ALIVE, "keep-alive", () -> keepAlive(id));
    }

    /** Ends a pause between streams. */
    void hurry() {
        side.hurried();
        connect();
    }

    /** A message of a stream came. */
    void arrived(long id, long number, byte[] message) {
        if (!open || id != stream) {
            return;
        }
        heard = node.world().time().now();
        if (number >= expected) {
            early.put(number, message);
        }
        consume();
    }

    /** The host knows the stream still, or does not. */
    void heard(long id, boolean known) {
        if (open && id == stream) {
            heard = node.world().time().now();
            if (!known) {
                end(Status.UNAVAILABLE);
            }
        }
    }

    @Override
    public void take() {
        busy = false;
        acknowledge(false);
    }

    @Override
    public void cut(String why) {
        node.note("cuts-stream", why);
        end(Status.CANCELLED);
    }

    private void consume() {
        while (open && !busy && early.containsKey(expected)) {
            busy = true;
            byte[] message = early.remove(expected);
            expected++;
            side.received(parsed(message), this);
            after();
        }
    }

    /** Something may have been published, or have ended. */
    private void after() {
        node.moved();
        if (side.health() instanceof FollowerHealth.Stopped) {
            node.after(
                    node.world().time().between(Scheduler.SECOND, REPAIR), "operator-restarts", () -> node.stop(false));
        }
        if (open && !busy) {
            consume();
        }
    }

    private void end(Status status) {
        open = false;
        if (side.goesOn()) {
            long pause = side.ended(status).toMillis() * Scheduler.MILLI;
            node.after(pause, "connect", this::connect);
        }
    }

    private void keepAlive(long id) {
        if (!open || id != stream) {
            return;
        }
        if (heard + GIVE_UP < node.world().time().now()) {
            node.note("gives-up-stream", "");
            end(Status.UNAVAILABLE);
        } else {
            acknowledge(true);
            node.after(KEEP_ALIVE, "keep-alive", () -> keepAlive(id));
        }
    }

    private void acknowledge(boolean again) {
        long id = stream;
        long below = expected;
        SimulatedHost host = node.host();
        node.world().network().send(node, host, "acknowledge", () -> host.acknowledged(node, id, below, again));
    }

    private static FollowReply parsed(byte[] message) {
        try {
            return FollowReply.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
