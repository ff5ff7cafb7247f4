package io.datapact.contract.rules;

import io.datapact.contract.command.CommandPayload;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;

/** Whether an envelope is a command that its signer signed. */
public sealed interface Authentication {
    /**
     * It is.
     *
     * @param certificate   the signer's, as registered
     * @param payloadDigest names the command
     */
    record Authenticated(CommandPayload payload, Certificate certificate, Digest payloadDigest)
            implements Authentication {}

    /** It is not. */
    record Refused(Decision.Rejected rejection) implements Authentication {}
}
