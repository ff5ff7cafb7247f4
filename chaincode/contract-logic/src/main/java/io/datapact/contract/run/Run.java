package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import java.util.List;

/**
 * A started run as kept under {@code run/<task>/<n>}. Later commands of the run are decided by the rules and the policy
 * recorded here: the policy is that of the task's manifest. Times are active time (τ), millis.
 *
 * @param period number of the period to which its inputs were charged
 */
public record Run(
        RunId run,
        Digest manifestDigest,
        List<PartyNode> parties,
        long started,
        long deadline,
        long rulesVersion,
        long policy,
        long period) {
    public Run {
        parties = List.copyOf(parties);
    }
}
