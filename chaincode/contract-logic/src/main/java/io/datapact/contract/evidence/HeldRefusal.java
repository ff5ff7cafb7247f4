package io.datapact.contract.evidence;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;

/**
 * A refusal that a gate holds until the day is over: the first of a day becomes the day's last denial, whose
 * {@link Denial.Overflow} covers the others. Not on the ledger; given to auditors.
 *
 * @param run      the run it was about
 * @param reason   the reason code
 * @param at       when it was refused, by the gate's clock
 * @param envelope the DSSE envelope refused, signed by the asker
 */
public record HeldRefusal(RunId run, String reason, long at, Bytes envelope) {
    public HeldRefusal {
        if (!(Dsse.Envelope.parse(envelope.toBytes()) instanceof Parsed.Value<Dsse.Envelope>)) {
            throw new IllegalArgumentException("expected a DSSE envelope, found something else");
        }
    }

    /** Digest of the payload refused. */
    public Digest about() {
        return switch (Dsse.Envelope.parse(envelope.toBytes())) {
            case Parsed.Value<Dsse.Envelope>(Dsse.Envelope read) -> read.payloadDigest();
            case Parsed.Malformed<Dsse.Envelope> malformed ->
                throw new IllegalStateException("an envelope was checked and cannot be malformed: " + malformed);
        };
    }
}
