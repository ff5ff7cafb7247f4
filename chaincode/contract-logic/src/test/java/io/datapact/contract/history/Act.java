package io.datapact.contract.history;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Header;
import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.vectors.ToySignatures;

/**
 * A command that a member has sent.
 *
 * @param seal how its envelope was made
 * @param time of the transaction, millis since the epoch
 */
record Act(Identity signer, CommandPayload payload, Seal seal, long time) {
    private static final int SHOWN = 400;

    /** What an envelope bears. */
    enum Seal {
        /** The signer's signature. */
        OWN,
        /** A signature of something else. */
        FORGED,
        /** The signer's signature of bytes that are no payload. */
        GARBLED
    }

    static Act of(Identity signer, Header header, Command command, long time) {
        return new Act(signer, new CommandPayload(header, command), Seal.OWN, time);
    }

    Act at(long later) {
        return new Act(signer, payload, seal, later);
    }

    Act sealed(Seal other) {
        return new Act(signer, payload, other, time);
    }

    /** The same command, signed by another. */
    Act by(Identity other) {
        Header h = payload.header();
        Header header = new Header(h.network(), other.digest(), other.role(), h.nonce(), h.validUntil());
        return new Act(other, new CommandPayload(header, payload.command()), seal, time);
    }

    Command command() {
        return payload.command();
    }

    /** Stands for the payload's digest: no two payloads of a history have one nonce. */
    Digest digest() {
        return ConsortiumFixture.digest(payload.header().nonce());
    }

    byte[] envelope() {
        byte[] bytes = CommandCodec.encode(payload);
        if (seal == Seal.GARBLED) {
            bytes[bytes.length - 1] = ' ';
        }
        return ToySignatures.envelope(bytes, signer.spki().toBytes(), seal != Seal.FORGED);
    }

    @Override
    public String toString() {
        String text = payload.command().toString();
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return "+" + (time - ConsortiumFixture.START) / 1_000 + " s, " + signer.name()
                + (seal == Seal.OWN ? "" : " (" + seal + ")") + ": " + shown;
    }
}
