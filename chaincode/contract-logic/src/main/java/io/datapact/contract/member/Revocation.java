package io.datapact.contract.member;

/**
 * A certificate's revocation.
 *
 * @param reason         RFC 5280 reason in lower case, such as {@code key-compromise}
 * @param at             transaction time of the revocation, millis since the epoch
 * @param invalidityDate from when on the key must not be trusted, millis since the epoch
 */
public record Revocation(String reason, long at, long invalidityDate) {}
