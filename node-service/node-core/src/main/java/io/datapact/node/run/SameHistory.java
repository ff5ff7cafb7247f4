package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import java.util.List;

/**
 * The first message of a run between two parties: where each has seen the start, the Merkle root of the ledger up to
 * there, and its newest checkpoint.
 *
 * @param type       {@link #TYPE}
 * @param position   ledger position of the start
 * @param root       Merkle root over the entries up to and including it
 * @param checkpoint a signed note that covers the start, co-signed where the party is a witness
 * @param handovers  heads behind the start that handed the log over to another key, the earliest first: the other may not
 *                   have come to them, and knows by them the key that signed the checkpoint
 */
record SameHistory(String type, RunId run, long position, Digest root, String checkpoint, List<String> handovers) {
    static final String TYPE = "datapact/history/3";

    /** Most handovers that one party takes of another: a change of keys takes a vote, and the start was a moment ago. */
    static final int MOST_HANDOVERS = 8;

    SameHistory {
        handovers = List.copyOf(handovers);
        if (handovers.size() > MOST_HANDOVERS) {
            throw new IllegalArgumentException(
                    "expected at most " + MOST_HANDOVERS + " handovers, found " + handovers.size());
        }
    }
}
