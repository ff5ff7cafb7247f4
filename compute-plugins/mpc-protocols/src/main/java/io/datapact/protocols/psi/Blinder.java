package io.datapact.protocols.psi;

import io.datapact.protocols.Fault;
import io.datapact.protocols.ProtocolException;
import io.datapact.protocols.ristretto.BatchMultiplication;
import io.datapact.protocols.ristretto.HashToGroup;
import io.datapact.protocols.ristretto.RistrettoElement;
import io.datapact.protocols.ristretto.Scalar;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The two steps of one party on batches: hash and blind the own, blind the peer's again and shorten. Thread-safe. */
final class Blinder {
    private static final byte[] HASH_DOMAIN =
            "datapact-psi-v1-with-ristretto255_XMD:SHA-512_R255MAP_RO_".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAG_DOMAIN = "datapact-psi-v1-tag".getBytes(StandardCharsets.US_ASCII);

    private final Scalar scalar;
    private final byte[] session;
    private final int tagBytes;

    Blinder(Scalar scalar, byte[] session, int tagBytes) {
        this.scalar = scalar;
        this.session = session;
        this.tagBytes = tagBytes;
    }

    int tagBytes() {
        return tagBytes;
    }

    /** Blinded identifiers, encoded, for the positions from here to the end of the batch. */
    byte[] blind(List<byte[]> identifiers, int[] order, int from) {
        HashToGroup hash = new HashToGroup(HASH_DOMAIN);
        int to = Math.min(order.length, from + EcdhPsi.BATCH);
        List<RistrettoElement> elements = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            byte[] identifier = identifiers.get(order[i]);
            elements.add(hash.hash(ByteBuffer.allocate(session.length + identifier.length)
                    .put(session)
                    .put(identifier)
                    .array()));
        }
        return new BatchMultiplication(scalar).encoded(elements);
    }

    /** Tags of a batch of the peer's. */
    byte[] tags(byte[] message, int count) {
        EcdhPsi.exactly(message, count * RistrettoElement.BYTES);
        List<RistrettoElement> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element(message, i * RistrettoElement.BYTES));
        }
        byte[] doubled = new BatchMultiplication(scalar).encoded(elements);
        MessageDigest sha256 = sha256();
        ByteBuffer tags = ByteBuffer.allocate(count * tagBytes);
        for (int i = 0; i < count; i++) {
            sha256.update(TAG_DOMAIN);
            sha256.update(session);
            sha256.update(doubled, i * RistrettoElement.BYTES, RistrettoElement.BYTES);
            tags.put(sha256.digest(), 0, tagBytes);
        }
        return tags.array();
    }

    private static RistrettoElement element(byte[] message, int offset) {
        RistrettoElement element = RistrettoElement.decode(
                        Arrays.copyOfRange(message, offset, offset + RistrettoElement.BYTES))
                .orElseThrow(() -> new ProtocolException(
                        Fault.PEER_GARBAGE, "expected canonical encodings of ristretto255, found other bytes"));
        if (element.isIdentity()) {
            throw new ProtocolException(
                    Fault.PEER_GARBAGE, "expected blinded identifiers, found the identity, which blinds nothing");
        }
        return element;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256; use a complete JDK", e);
        }
    }
}
