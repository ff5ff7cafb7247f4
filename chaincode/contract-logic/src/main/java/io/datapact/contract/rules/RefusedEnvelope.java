package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;

/**
 * What a denial is about: a signed StartRun or a signed AskReady. Gates refuse nothing else.
 *
 * @param envelope    as it was refused
 * @param network     the network that it names
 * @param certificate the certificate that it says signed it
 * @param run         the run that it concerns
 */
record RefusedEnvelope(Dsse.Envelope envelope, Digest network, Digest certificate, RunId run) {
    private static final String PATH = "/payload/body/about";

    /** Reads what a denial is about, or refuses it as MALFORMED. */
    static RefusedEnvelope read(EvidenceCommand.RecordDenial denial) {
        Dsse.Envelope envelope =
                RuleBook.value(Dsse.Envelope.parse(denial.about().toBytes()), PATH);
        require(envelope.signatures().size() == 1, Reason.MALFORMED, PATH + "/signatures");
        byte[] payload = envelope.payload().toBytes();
        return switch (envelope.payloadType()) {
            case Dsse.COMMAND -> command(envelope, RuleBook.value(CommandCodec.decode(payload), PATH + "/payload"));
            case Dsse.MESSAGE ->
                question(envelope, RuleBook.value(RecordCodec.of(AskReady.class).decode(payload), PATH + "/payload"));
            default -> throw new RefusedException(Reason.MALFORMED, PATH + "/payloadType");
        };
    }

    private static RefusedEnvelope command(Dsse.Envelope envelope, CommandPayload payload) {
        if (!(payload.command() instanceof RunCommand.StartRun start)) {
            throw new RefusedException(Reason.MALFORMED, PATH + "/payload/type: expected a StartRun or an AskReady");
        }
        return new RefusedEnvelope(
                envelope, payload.header().network(), payload.header().signer(), start.run());
    }

    private static RefusedEnvelope question(Dsse.Envelope envelope, AskReady question) {
        return new RefusedEnvelope(envelope, question.network(), question.nodeCertificate(), question.run());
    }
}
