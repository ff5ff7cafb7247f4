package io.datapact.transport;

import com.google.protobuf.ByteString;
import io.datapact.node.peer.ChannelSession;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsIdentity;
import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.Chunk;
import io.datapact.transport.proto.Hello;
import io.datapact.transport.proto.PeerChannelsGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A caller that holds a valid identity and sends whatever bytes it likes on one stream of the channel service. */
final class RawPeer implements AutoCloseable {
    private static final int WAIT_SECONDS = 20;

    private final ManagedChannel connection;
    private final ClientCall<byte[], byte[]> call;
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

    private RawPeer(ManagedChannel connection) {
        this.connection = connection;
        this.call = connection.newCall(method(), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(byte[] message) {
                        received.add(message);
                        call.request(1);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
    }

    static RawPeer calls(int port, TlsIdentity identity) {
        return new RawPeer(NettyChannelBuilder.forAddress("127.0.0.1", port)
                .sslContext(new GrpcTls(identity, TestNetwork.CLOCK).calling(PeerPolicy.anyMember()))
                .build());
    }

    RawPeer send(byte[] frame) {
        call.sendMessage(frame);
        return this;
    }

    RawPeer send(ChannelFrame frame) {
        return send(frame.toByteArray());
    }

    RawPeer halfClose() {
        call.halfClose();
        return this;
    }

    /** How the other side ended the stream. */
    Status end() throws Exception {
        return ended.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The next frame from the other side. */
    ChannelFrame next() throws Exception {
        byte[] frame = received.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        return ChannelFrame.parseFrom(frame);
    }

    static Hello.Builder hello(ChannelSession session, int from, int to) {
        return Hello.newBuilder()
                .setVersion(1)
                .setNetwork(ByteString.copyFrom(session.network().toBytes()))
                .setTask(session.run().task().value())
                .setRun((int) session.run().run())
                .setManifestDigest(ByteString.copyFrom(session.manifestDigest().toBytes()))
                .setFrom(from)
                .setTo(to);
    }

    static ChannelFrame frame(Hello.Builder hello) {
        return ChannelFrame.newBuilder().setHello(hello).build();
    }

    static ChannelFrame chunk(int length, boolean more) {
        return ChannelFrame.newBuilder()
                .setChunk(Chunk.newBuilder()
                        .setContent(ByteString.copyFrom(new byte[length]))
                        .setMore(more))
                .build();
    }

    private static MethodDescriptor<byte[], byte[]> method() {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                .setFullMethodName(PeerChannelsGrpc.getExchangeMethod().getFullMethodName())
                .setRequestMarshaller(new Plain())
                .setResponseMarshaller(new Plain())
                .build();
    }

    @Override
    public void close() {
        connection.shutdownNow();
    }

    /** Bytes as they are. */
    private static final class Plain implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream in) {
            try {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
