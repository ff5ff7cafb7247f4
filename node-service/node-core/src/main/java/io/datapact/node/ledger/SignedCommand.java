package io.datapact.node.ledger;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Digest;
import java.util.Arrays;

/**
 * A command as it travels: the canonical bytes of a DSSE envelope. Nothing about the signature or the payload is known
 * to hold; that is the rule book's business.
 */
public final class SignedCommand {
    private final byte[] envelope;
    private final Digest payloadDigest;

    private SignedCommand(byte[] envelope, Digest payloadDigest) {
        this.envelope = envelope;
        this.payloadDigest = payloadDigest;
    }

    /**
     * Wraps an envelope.
     *
     * @param envelope copied
     * @throws IllegalArgumentException if the bytes are no DSSE envelope in canonical JSON
     */
    public static SignedCommand of(byte[] envelope) {
        return switch (Dsse.Envelope.parse(envelope)) {
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope parsed) ->
                new SignedCommand(envelope.clone(), parsed.payloadDigest());
            case Parsed.Malformed<Dsse.Envelope>(String path, String detail) ->
                throw new IllegalArgumentException(
                        "expected a DSSE envelope in canonical JSON, found one malformed at '" + path + "': " + detail);
        };
    }

    /** The envelope's canonical bytes; the caller owns the array. */
    public byte[] envelope() {
        return envelope.clone();
    }

    /** SHA-256 of the payload: the command's name on every ledger. */
    public Digest payloadDigest() {
        return payloadDigest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedCommand that && Arrays.equals(envelope, that.envelope);
    }

    @Override
    public int hashCode() {
        return payloadDigest.hashCode();
    }

    @Override
    public String toString() {
        return "SignedCommand[" + payloadDigest + "]";
    }
}
