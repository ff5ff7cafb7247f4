package io.datapact.contract.governance;

import io.datapact.contract.id.Digest;

/**
 * {@code vote/<motion>/<m>}: a member's last vote about a motion.
 *
 * @param certificate the admin certificate that cast it
 * @param at          transaction time, millis since the epoch
 */
public record CastVote(boolean yes, Digest certificate, long at) {}
