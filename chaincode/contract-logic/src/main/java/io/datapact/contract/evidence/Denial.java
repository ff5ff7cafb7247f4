package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import java.util.Optional;

/**
 * A gate's refusal as kept under {@code denial/<gate>/<asker>/<day>/<seq>}.
 *
 * @param about    digest of the payload refused: a signed command or a signed AskReady
 * @param run      the run it was about, where it was about one
 * @param reason   the reason code
 * @param overflow further refusals of the day, where this is the last within the quota
 */
public record Denial(Digest about, Optional<RunId> run, String reason, Optional<Overflow> overflow, long at) {
    /** Count of the day's further refusals and Merkle root over their payload digests. */
    public record Overflow(long count, Digest root) {}
}
