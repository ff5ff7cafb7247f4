package io.datapact.contract.command;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;

/**
 * What every signed command bears besides its body.
 *
 * @param network    digest of the genesis record
 * @param signer     digest of the signing certificate
 * @param role       the role in which it signs
 * @param nonce      16 random bytes, 32 lower-case hexadecimal digits
 * @param validUntil millis since the epoch; at most 10 minutes ahead for StartRun, 24 hours otherwise
 */
public record Header(Digest network, Digest signer, Role role, String nonce, long validUntil) {
    /** Furthest {@code validUntil} of a StartRun, and the default of all. */
    public static final long START_VALIDITY_MILLIS = 10 * 60_000L;

    /** Furthest {@code validUntil} of any other command. */
    public static final long MAXIMUM_VALIDITY_MILLIS = 24 * 3_600_000L;

    public Header {
        if (!nonce.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(
                    "expected a nonce of 32 lower-case hexadecimal digits, found another form");
        }
    }
}
