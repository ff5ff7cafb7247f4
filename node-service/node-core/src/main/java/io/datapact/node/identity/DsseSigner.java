package io.datapact.node.identity;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;

/** Signs payloads into envelopes with one signature. */
public final class DsseSigner {
    private DsseSigner() {}

    /** An envelope over a payload of a type of {@link Dsse}. */
    public static Dsse.Envelope sign(Signer signer, String payloadType, byte[] payload) {
        byte[] signature = signer.sign(Dsse.preAuthenticationEncoding(payloadType, payload));
        return Dsse.Envelope.of(payloadType, payload, signer.certificate().value(), signature);
    }

    /** An envelope over a message between nodes, in canonical JSON. */
    public static <T extends Record> Dsse.Envelope message(Signer signer, Class<T> type, T message) {
        return sign(signer, Dsse.MESSAGE, RecordCodec.of(type).encode(message));
    }
}
