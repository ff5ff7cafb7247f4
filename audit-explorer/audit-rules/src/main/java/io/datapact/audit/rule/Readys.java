package io.datapact.audit.rule;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.run.Ready;
import java.util.Optional;

/** The Readys that a start carries. */
final class Readys {
    private Readys() {}

    /** A Ready with its envelope. */
    record Opened(Dsse.Envelope envelope, Ready ready) {}

    static Optional<Opened> open(Bytes bytes) {
        if (Dsse.Envelope.parse(bytes.toBytes()) instanceof Parsed.Value<Dsse.Envelope>(Dsse.Envelope envelope)
                && envelope.payloadType().equals(Dsse.MESSAGE)
                && RecordCodec.of(Ready.class).decode(envelope.payload().toBytes())
                        instanceof Parsed.Value<Ready>(Ready ready)) {
            return Optional.of(new Opened(envelope, ready));
        }
        return Optional.empty();
    }
}
