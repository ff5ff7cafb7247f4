package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import java.util.List;

/**
 * The second message of a run, from the party whose checkpoint has more entries to the other.
 *
 * @param type {@link #TYPE}
 * @param root Merkle root that the sender's log had at the receiver's number of entries
 * @param path consistency proof from there to the sender's checkpoint (RFC 6962, section 2.1.2)
 */
record PrefixOfHistory(String type, RunId run, Digest root, List<Digest> path) {
    static final String TYPE = "datapact/history-prefix/1";
}
