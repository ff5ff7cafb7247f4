package io.datapact.ca.enrol;

import io.datapact.ca.policy.RefusalReason;
import io.datapact.ca.token.EnrolmentToken;
import java.time.Instant;

/** What came of asking for a token. */
public sealed interface TokenOutcome {

    /**
     * Given out.
     *
     * @param token     the secret, shown once
     * @param expiresAt end of its time
     */
    record Granted(EnrolmentToken token, Instant expiresAt) implements TokenOutcome {}

    /**
     * Refused.
     *
     * @param reason the rule broken
     * @param detail expected and found, for people
     */
    record Refused(RefusalReason reason, String detail) implements TokenOutcome {}
}
