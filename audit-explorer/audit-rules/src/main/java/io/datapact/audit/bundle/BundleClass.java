package io.datapact.audit.bundle;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;

/**
 * {@code class.json}: what the bundle claims to hold.
 *
 * @param type        {@code datapact/bundle/1}
 * @param kind        {@code complete}: all commands of the network up to the checkpoint
 * @param network     digest of the genesis record
 * @param task        the task whose evidence is here
 * @param entries     number of ledger entries, the genesis included
 * @param stateDigest digest of the state after them
 * @param exporter    the member that sealed the bundle
 * @param exported    its clock, millis since the epoch: a claim
 */
public record BundleClass(
        String type,
        String kind,
        Digest network,
        TaskId task,
        long entries,
        Digest stateDigest,
        MemberId exporter,
        long exported) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/bundle/1";

    /** The one kind there is yet. */
    public static final String COMPLETE = "complete";

    public BundleClass {
        if (!type.equals(TYPE) || !kind.equals(COMPLETE)) {
            throw new IllegalArgumentException("expected a bundle of type " + TYPE + " and kind " + COMPLETE
                    + ", found another; use a release that knows it");
        }
        Bounds.require("entries", entries, 1, BundleLimits.FILES);
    }
}
