package io.datapact.transport.channel;

import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.PeerChannelsGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import java.io.InputStream;

/**
 * The one method of the channel service with a reader of our own: bytes that are no frame become a frame without
 * content, which the channel refuses by name, instead of an exception inside gRPC, which may leave a stream hanging.
 */
final class ExchangeMethod {
    private static final MethodDescriptor.Marshaller<ChannelFrame> PROTOBUF =
            ProtoUtils.marshaller(ChannelFrame.getDefaultInstance());

    static final MethodDescriptor<ChannelFrame, ChannelFrame> DESCRIPTOR =
            PeerChannelsGrpc.getExchangeMethod().toBuilder(new Frames(), new Frames())
                    .setSampledToLocalTracing(false)
                    .build();

    private ExchangeMethod() {}

    static BindableService service(ServerCalls.BidiStreamingMethod<ChannelFrame, ChannelFrame> exchange) {
        ServerServiceDefinition definition = ServerServiceDefinition.builder(
                        ServiceDescriptor.newBuilder(PeerChannelsGrpc.SERVICE_NAME)
                                .addMethod(DESCRIPTOR)
                                .build())
                .addMethod(DESCRIPTOR, ServerCalls.asyncBidiStreamingCall(exchange))
                .build();
        return () -> definition;
    }

    private static final class Frames implements MethodDescriptor.Marshaller<ChannelFrame> {
        @Override
        public InputStream stream(ChannelFrame frame) {
            return PROTOBUF.stream(frame);
        }

        @Override
        public ChannelFrame parse(InputStream bytes) {
            try {
                return PROTOBUF.parse(bytes);
            } catch (StatusRuntimeException e) {
                return ChannelFrame.getDefaultInstance();
            }
        }
    }
}
