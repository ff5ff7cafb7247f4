package io.datapact.audit.bundle;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import java.util.Optional;

/**
 * {@code class.json}: what the bundle claims to hold.
 *
 * @param type        {@code datapact/bundle/1}
 * @param kind        {@code complete}: all commands of the network up to the checkpoint; {@code task}: those that matter
 *                    to one task, with proofs
 * @param network     digest of the genesis record
 * @param task        the task whose evidence is here
 * @param entries     number of ledger entries that the checkpoint covers, the genesis included
 * @param stateDigest digest of the state after them; of a task's bundle the state's root in the checkpoint
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

    /** All commands of the network. */
    public static final String COMPLETE = "complete";

    /** The commands that matter to one task, with proofs. */
    public static final String OF_TASK = "task";

    public BundleClass {
        if (!type.equals(TYPE) || !(kind.equals(COMPLETE) || kind.equals(OF_TASK))) {
            throw new IllegalArgumentException("expected a bundle of type " + TYPE + " and kind " + COMPLETE + " or "
                    + OF_TASK + ", found another; use a release that knows it");
        }
        Bounds.require("entries", entries, 1, kind.equals(COMPLETE) ? BundleLimits.FILES : Bounds.VERSIONS);
    }

    /** Whether the bundle holds one task's commands only. */
    public boolean isOfTask() {
        return kind.equals(OF_TASK);
    }

    /** Reads {@code class.json}; nothing where it is none. */
    public static Optional<BundleClass> read(byte[] bytes) {
        return RecordCodec.of(BundleClass.class).decode(bytes) instanceof Parsed.Value<BundleClass>(BundleClass found)
                ? Optional.of(found)
                : Optional.empty();
    }
}
