package io.datapact.mpc;

import io.datapact.compute.RunContext;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Digest;
import io.datapact.protocols.ConfirmedLink;
import io.datapact.protocols.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** Where a run meets the protocols: sessions, links, named failures. */
final class Protocols {
    private Protocols() {}

    /** A link to a peer that can be confirmed at the end. */
    static ConfirmedLink link(RunContext context, int peer) {
        return new ConfirmedLink(new PeerLink(context.peer(peer), context.cancellation()));
    }

    /** 32 bytes that belong to this run of this manifest alone. */
    static byte[] session(RunContext context) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update("datapact/mpc/session/1\n".getBytes(StandardCharsets.US_ASCII));
        sha256.update(context.manifest().digest().toBytes());
        return sha256.digest(context.run().toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Runs a protocol; its faults become named failures of the run. */
    static <T> T named(Supplier<T> protocol) {
        try {
            return protocol.get();
        } catch (ProtocolException e) {
            RunFailure failure = switch (e.fault()) {
                case PEER_GARBAGE -> RunFailure.PEER_GARBAGE;
                case PEERS_DISAGREE -> RunFailure.PROTOCOL_CHECK;
                case INPUT_REFUSED -> RunFailure.INPUT_REFUSED;
                case INTERRUPTED -> RunFailure.CANCELLED;
            };
            throw RunFailedException.of(failure, e.getMessage()).because(e);
        }
    }
}
