package io.datapact.contract.evidence;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Written by a party before its Release, and by a recipient before its ConfirmReceipt.
 *
 * @param released what the party gave, as attested; empty for a recipient that owes nobody
 * @param received what a recipient opened, as attested; empty before it has
 * @param checks   output checks that the recipient made again on the opened result
 * @param result   salted commitment to the opened result, as in ConfirmReceipt
 */
public record ReleasePredicate(
        ChainLink link,
        RunId run,
        List<ReleaseDue> released,
        List<ReleaseDue> received,
        List<Code> checks,
        Optional<Digest> result)
        implements Predicate {
    public ReleasePredicate {
        released = List.copyOf(released);
        received = List.copyOf(received);
        checks = List.copyOf(checks);
    }
}
