package io.datapact.contract.history;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.rules.EcdsaForm;
import io.datapact.contract.vectors.ToySignatures;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Envelopes made of one that its signer signed, by somebody who has not the signer's key: none of them may be accepted
 * unless it bears the very payload.
 */
final class Mutants {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final Draw draw;
    private final byte[] attacker;

    /**
     * @param attacker public key for which the attacker signs, DER
     */
    Mutants(Draw draw, byte[] attacker) {
        this.draw = draw;
        this.attacker = attacker.clone();
    }

    /**
     * A mutant.
     *
     * @param original an envelope that its signer signed
     * @param other    another such
     */
    byte[] of(byte[] original, byte[] other) {
        Dsse.Envelope envelope = read(original);
        return switch (draw.below(9)) {
            case 0, 1, 2 -> ByteMutants.mutated(original, draw);
            case 3 ->
                with(envelope, ByteMutants.mutated(payload(envelope), draw)).encode();
            case 4 -> with(envelope, edited(envelope)).encode();
            case 5 -> resigned(with(envelope, edited(envelope)), attacker).encode();
            case 6 -> replayed(envelope, read(other)).encode();
            case 7 -> highS(envelope).encode();
            default -> renamed(envelope).encode();
        };
    }

    static Dsse.Envelope read(byte[] envelope) {
        return switch (Dsse.Envelope.parse(envelope)) {
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope read) -> read;
            case Parsed.Malformed<Dsse.Envelope> malformed ->
                throw new IllegalStateException("expected an envelope, found " + malformed);
        };
    }

    private static byte[] payload(Dsse.Envelope envelope) {
        return envelope.payload().toBytes();
    }

    /** The payload with a value edited, canonical again. */
    byte[] edited(Dsse.Envelope envelope) {
        return switch (CanonicalJson.decode(payload(envelope), CanonicalJson.MAXIMUM_PAYLOAD_BYTES)) {
            case Parsed.Value<Json>(Json json) -> CanonicalJson.encode(JsonMutants.mutated(json, draw));
            case Parsed.Malformed<Json> malformed ->
                throw new IllegalStateException("expected a payload, found " + malformed);
        };
    }

    static Dsse.Envelope with(Dsse.Envelope envelope, byte[] payload) {
        return new Dsse.Envelope(Bytes.of(payload), envelope.payloadType(), envelope.signatures());
    }

    /** Signed for a key. */
    static Dsse.Envelope resigned(Dsse.Envelope envelope, byte[] spki) {
        byte[] signature = ToySignatures.sign(spki, envelope.signedBytes());
        return new Dsse.Envelope(
                envelope.payload(), envelope.payloadType(), List.of(new Dsse.Signature("", Bytes.of(signature))));
    }

    /** One's payload under the other's signature. */
    private static Dsse.Envelope replayed(Dsse.Envelope envelope, Dsse.Envelope other) {
        return new Dsse.Envelope(envelope.payload(), envelope.payloadType(), other.signatures());
    }

    /** The other of the two signatures (r, s) and (r, n - s); an edit of the payload where it is none of ECDSA. */
    private Dsse.Envelope highS(Dsse.Envelope envelope) {
        byte[] der = envelope.signatures().get(0).sig().toBytes();
        int second = 4 + der[3];
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(der, second + 2, der.length));
        byte[] high = ORDER.subtract(s).toByteArray();
        byte[] out = new byte[second + 2 + high.length];
        System.arraycopy(der, 0, out, 0, second);
        out[1] = (byte) (out.length - 2);
        out[second] = 2;
        out[second + 1] = (byte) high.length;
        System.arraycopy(high, 0, out, second + 2, high.length);
        if (EcdsaForm.isStrict(out)) {
            return with(envelope, edited(envelope));
        }
        return new Dsse.Envelope(
                envelope.payload(), envelope.payloadType(), List.of(new Dsse.Signature("", Bytes.of(out))));
    }

    /** Another payload type, another key id, or two signatures. */
    private Dsse.Envelope renamed(Dsse.Envelope envelope) {
        Dsse.Signature signature = envelope.signatures().get(0);
        return switch (draw.below(3)) {
            case 0 -> new Dsse.Envelope(envelope.payload(), Dsse.MESSAGE, envelope.signatures());
            case 1 ->
                new Dsse.Envelope(
                        envelope.payload(),
                        envelope.payloadType(),
                        List.of(new Dsse.Signature("another", signature.sig())));
            default -> new Dsse.Envelope(envelope.payload(), envelope.payloadType(), List.of(signature, signature));
        };
    }
}
