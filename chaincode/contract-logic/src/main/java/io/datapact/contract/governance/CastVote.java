package io.datapact.contract.governance;

import io.datapact.contract.id.Digest;

/**
 * {@code vote/<motion>/<m>}: a member's last vote about a motion.
 *
 * @param certificate the admin certificate that cast it
 * @param at          transaction time, millis since the epoch
 * @param network     the network in which it was cast; in another, which recovered this one, it does not count
 */
public record CastVote(boolean yes, Digest certificate, long at, Digest network) {}
