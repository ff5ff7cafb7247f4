package io.datapact.node.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;

/**
 * The first message of a run between two parties: where each has seen the start, the Merkle root of the ledger up to
 * there, and its newest checkpoint.
 *
 * @param type       {@link #TYPE}
 * @param position   ledger position of the start
 * @param root       Merkle root over the entries up to and including it
 * @param checkpoint a signed note that covers the start, co-signed where the party is a witness
 */
record SameHistory(String type, RunId run, long position, Digest root, String checkpoint) {
    static final String TYPE = "datapact/history/2";
}
