package io.datapact.contract.command;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The signed envelope of everything that is signed here.
 *
 * <p>Source: Dead Simple Signing Envelope, protocol version 1.0.2 (secure-systems-lab/dsse). Digests are over payloads,
 * never over envelopes; {@code keyid} is ignored.
 */
public final class Dsse {
    /** Payload type of commands. */
    public static final String COMMAND = "application/vnd.datapact.command+json";

    /** Payload type of messages between nodes. */
    public static final String MESSAGE = "application/vnd.datapact.message+json";

    /** Payload type of the genesis record. */
    public static final String GENESIS = "application/vnd.datapact.genesis+json";

    /** Payload type of evidence: in-toto Statement v1. */
    public static final String STATEMENT = "application/vnd.in-toto+json";

    /** Greatest size of an envelope, in bytes: a payload of 64 KiB in base64, and room for signatures. */
    public static final int MAXIMUM_ENVELOPE_BYTES = 128 * 1024;

    private Dsse() {}

    /**
     * The bytes that a signature covers: {@code "DSSEv1" SP len(type) SP type SP len(payload) SP payload}, lengths in
     * ASCII decimal.
     */
    public static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[head.length + payload.length];
        System.arraycopy(head, 0, out, 0, head.length);
        System.arraycopy(payload, 0, out, head.length, payload.length);
        return out;
    }

    /** An envelope in canonical JSON. */
    public record Envelope(Bytes payload, String payloadType, List<Signature> signatures) {
        /** Most signatures an envelope may bear (genesis: one per founder's root). */
        public static final int MAXIMUM_SIGNATURES = 64;

        public Envelope {
            signatures = List.copyOf(signatures);
            if (signatures.isEmpty() || signatures.size() > MAXIMUM_SIGNATURES) {
                throw new IllegalArgumentException(
                        "expected 1 to " + MAXIMUM_SIGNATURES + " signatures, found " + signatures.size());
            }
        }

        /** Reads an envelope's canonical bytes; never throws. */
        public static Parsed<Envelope> parse(byte[] bytes) {
            return RecordCodec.of(Envelope.class).decode(bytes, MAXIMUM_ENVELOPE_BYTES);
        }

        /** An envelope with one signature. */
        public static Envelope of(String payloadType, byte[] payload, String keyid, byte[] signature) {
            return new Envelope(Bytes.of(payload), payloadType, List.of(new Signature(keyid, Bytes.of(signature))));
        }

        /** The canonical bytes. */
        public byte[] encode() {
            return RecordCodec.of(Envelope.class).encode(this);
        }

        /** SHA-256 of the payload. */
        public Digest payloadDigest() {
            return Digest.of(payload.toBytes());
        }

        /** What the signatures cover. */
        public byte[] signedBytes() {
            return preAuthenticationEncoding(payloadType, payload.toBytes());
        }
    }

    /** A signature: ECDSA over P-256 with SHA-256 in strict DER, low S. */
    public record Signature(String keyid, Bytes sig) {}
}
