package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.command.CommandOutcome;
import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.Header;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.state.RecordCache;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.state.StateView;

/**
 * The rule book: what the chain decides about each signed command, by the version of the rules that the state names.
 *
 * <p>A host takes an envelope, calls {@link #apply} with its state and the transaction's time, and where the decision
 * is Accepted makes all its writes at once. A replica, a chaincode and an auditor do the same and reach the same state.
 * {@link #authenticate} and {@link #decide} are the two halves of it, for hosts that verify signatures beforehand. No
 * bytes make any of them throw; an {@link IllegalStateException} says that the state itself is damaged.
 *
 * <p>Safe for several threads as far as its verifier is.
 */
public final class RuleBook {
    private final SignatureVerifier verifier;
    private final RecordCache cache = new RecordCache();
    private final CommandForm form;
    private final RuleVersions versions;

    /**
     * @param verifier verifies signatures
     */
    public RuleBook(SignatureVerifier verifier) {
        this(verifier, RuleVersions.released(verifier));
    }

    RuleBook(SignatureVerifier verifier, RuleVersions versions) {
        this.verifier = verifier;
        this.form = new CommandForm(verifier);
        this.versions = versions;
    }

    /**
     * Decides about an envelope: both halves.
     *
     * @param envelope the DSSE envelope's bytes, of any form
     * @param state    the state as it stands before the command
     * @return Accepted with all writes, {@code cmd/<payload digest>} among them; or Rejected
     */
    public Decision apply(byte[] envelope, StateView state, TxContext tx) {
        return switch (authenticate(envelope, state, tx)) {
            case Authentication.Refused(Decision.Rejected rejection) -> rejection;
            case Authentication.Authenticated authenticated -> decide(state, authenticated, tx);
        };
    }

    /**
     * Reads an envelope and verifies that its signer signed it: MALFORMED to CERTIFICATE_REVOKED of the reasons'
     * precedence. Certificate chains inside a command are verified once its own signature holds; where it does not, their
     * faults are not told.
     */
    public Authentication authenticate(byte[] envelope, StateView state, TxContext tx) {
        try {
            return authenticate(envelope, new StateReader(state, cache), tx.time());
        } catch (RefusedException e) {
            return new Authentication.Refused(e.rejection());
        }
    }

    private Authentication.Authenticated authenticate(byte[] bytes, StateReader reader, long t) {
        Dsse.Envelope envelope = envelope(bytes);
        CommandPayload payload = payload(envelope);
        form.require(payload);
        boolean signed = CommandForm.bearsSignatures(payload.command()) && isSigned(reader, envelope, payload);
        if (signed) {
            form.requireSigned(payload);
        }
        Frame frame = CommonConditions.frame(reader);
        requireCurrent(reader, frame, payload.header(), payload.command(), t);
        Certificate signer = CommonConditions.signer(reader, payload.header());
        require(signed || isSigned(signer, envelope), Reason.CERTIFICATE_UNKNOWN, "signature");
        CommonConditions.requireValid(reader, signer, t);
        return new Authentication.Authenticated(payload, signer, envelope.payloadDigest());
    }

    private boolean isSigned(StateReader reader, Dsse.Envelope envelope, CommandPayload payload) {
        return reader.read(MemberKeys.certificate(payload.header().signer()))
                .filter(signer -> isSigned(signer, envelope))
                .isPresent();
    }

    private boolean isSigned(Certificate signer, Dsse.Envelope envelope) {
        return verifier.verify(
                signer.spki().toBytes(),
                envelope.signedBytes(),
                envelope.signatures().get(0).sig().toBytes());
    }

    /**
     * Decides about a command whose signature was verified. All other conditions are judged anew against the state
     * given, so a state later than that of the authentication is safe.
     */
    public Decision decide(StateView state, Authentication.Authenticated authenticated, TxContext tx) {
        try {
            return decide(new StateReader(state, cache), authenticated, tx);
        } catch (RefusedException e) {
            return e.rejection();
        }
    }

    private Decision decide(StateReader reader, Authentication.Authenticated authenticated, TxContext tx) {
        Header header = authenticated.payload().header();
        Command command = authenticated.payload().command();
        Digest payload = authenticated.payloadDigest();
        Frame frame = CommonConditions.frame(reader);
        requireCurrent(reader, frame, header, command, tx.time());
        Certificate signer = CommonConditions.signer(reader, header);
        require(signer.spki().equals(authenticated.certificate().spki()), Reason.CERTIFICATE_UNKNOWN, "signature");
        CommonConditions.requireValid(reader, signer, tx.time());
        CommonConditions.requirePermitted(reader, header, signer, command, payload, tx.time());
        RuleContext context = new RuleContext(reader, payload, signer, frame, tx);
        versions.of(reader, frame, command).decide(context, command);
        String type = CommandCodec.type(command.getClass());
        context.put(
                CommandKeys.outcome(payload), new CommandOutcome(type, header.signer(), tx.time(), tx.transactionId()));
        return context.accepted();
    }

    /** WRONG_NETWORK, RULES_UNKNOWN, COMMAND_EXPIRED. */
    private void requireCurrent(StateReader reader, Frame frame, Header header, Command command, long t) {
        require(header.network().equals(frame.network()), Reason.WRONG_NETWORK, header.network());
        versions.requireKnown(reader, frame, command);
        CommonConditions.requireLive(header, command, t);
    }

    private static Dsse.Envelope envelope(byte[] bytes) {
        Dsse.Envelope envelope = value(Dsse.Envelope.parse(bytes), "");
        require(envelope.payloadType().equals(Dsse.COMMAND), Reason.MALFORMED, "/payloadType");
        require(envelope.signatures().size() == 1, Reason.MALFORMED, "/signatures");
        byte[] signature = envelope.signatures().get(0).sig().toBytes();
        require(EcdsaForm.isStrict(signature), Reason.MALFORMED, "/signatures/0/sig");
        return envelope;
    }

    private static CommandPayload payload(Dsse.Envelope envelope) {
        return value(CommandCodec.decode(envelope.payload().toBytes()), "/payload");
    }

    /** The value read, or MALFORMED with path and detail. */
    static <T> T value(Parsed<T> parsed, String path) {
        return switch (parsed) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String inner, String detail) ->
                throw new RefusedException(Reason.MALFORMED, path + inner + ": " + detail);
        };
    }
}
