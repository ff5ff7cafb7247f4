package io.datapact.transport.channel;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.ChannelSession;
import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.Hello;
import java.util.Optional;

/** What one stream is bound to, as one side says it. */
record Binding(Digest network, RunId run, Digest manifestDigest, int from, int to) {
    private static final int VERSION = 1;

    /** What the party of this index says to the peer. */
    static Binding of(ChannelSession session, int from, int to) {
        return new Binding(session.network(), session.run(), session.manifestDigest(), from, to);
    }

    /** What the other side must answer. */
    Binding reversed() {
        return new Binding(network, run, manifestDigest, /* from= */ to, /* to= */ from);
    }

    ChannelFrame toFrame() {
        return ChannelFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setVersion(VERSION)
                        .setNetwork(ByteString.copyFrom(network.toBytes()))
                        .setTask(run.task().value())
                        .setRun((int) run.run())
                        .setManifestDigest(ByteString.copyFrom(manifestDigest.toBytes()))
                        .setFrom(from)
                        .setTo(to))
                .build();
    }

    /** Where a Hello differs from this; empty if nowhere. The sentence repeats nothing that the peer sent. */
    Optional<String> differsFrom(Hello hello) {
        if (hello.getVersion() != VERSION) {
            return Optional.of("expected version 1 of the channel protocol, found another; update the older side");
        }
        if (!hello.getNetwork().equals(ByteString.copyFrom(network.toBytes()))) {
            return Optional.of("expected network " + network + ", found another");
        }
        if (!hello.getTask().equals(run.task().value()) || Integer.toUnsignedLong(hello.getRun()) != run.run()) {
            return Optional.of("expected run " + run + ", found another");
        }
        if (!hello.getManifestDigest().equals(ByteString.copyFrom(manifestDigest.toBytes()))) {
            return Optional.of("expected manifest " + manifestDigest + ", found another");
        }
        if (hello.getFrom() != from || hello.getTo() != to) {
            return Optional.of("expected party %d calling party %d, found others".formatted(from, to));
        }
        return Optional.empty();
    }
}
