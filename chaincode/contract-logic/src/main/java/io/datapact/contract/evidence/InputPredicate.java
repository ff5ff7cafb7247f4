package io.datapact.contract.evidence;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import java.util.List;

/**
 * Written by an input's owner before its CommitInput.
 *
 * @param registeredRoot root recomputed from the snapshot; equals the version's
 * @param projectedRoot  commitment of exactly the rows and columns that the run reads
 * @param columns        the columns projected, in order
 * @param saltCommitment SHA-256 of the 32 random bytes from which the run's row salts are drawn; never the same twice
 */
public record InputPredicate(
        ChainLink link,
        RunId run,
        Code input,
        DatasetId dataset,
        long version,
        Digest registeredRoot,
        Digest projectedRoot,
        List<String> columns,
        Digest saltCommitment)
        implements Predicate {
    public InputPredicate {
        columns = List.copyOf(columns);
    }
}
