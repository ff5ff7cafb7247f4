package io.datapact.contract.task;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * The public part of a task. Its digest is what an approval names: change one byte and every approval is void.
 *
 * @param type       {@code datapact/task/1}
 * @param network    digest of the genesis record
 * @param slot       the proposer's slot for open tasks that it takes, from 1
 * @param policy     policy version under which it was written
 * @param payer      member that pays
 * @param bodyDigest digest of the body's canonical JSON as sent encrypted to the parties, which holds a 32-byte salt
 */
public record TaskManifest(
        String type,
        Digest network,
        TaskId task,
        long slot,
        long policy,
        MemberId proposer,
        MemberId payer,
        Code purpose,
        AlgorithmRef algorithm,
        List<TaskInput> inputs,
        List<Party> parties,
        List<TaskOutput> outputs,
        Limits limits,
        SettlementTerms terms,
        Trust trust,
        Digest bodyDigest) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/task/1";

    public TaskManifest {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
        inputs = List.copyOf(inputs);
        parties = List.copyOf(parties);
        outputs = List.copyOf(outputs);
        Bounds.require("inputs", inputs.size(), 1, Bounds.PARTIES);
        Bounds.require("parties", parties.size(), 1, Bounds.PARTIES);
        Bounds.require("outputs", outputs.size(), 1, Bounds.PARTIES);
        Bounds.require("slot", slot, 1, 10_000);
        Bounds.require("policy", policy, 1, 999_999);
    }

    /** SHA-256 over the canonical bytes. */
    public Digest digest() {
        return Digest.of(RecordCodec.of(TaskManifest.class).encode(this));
    }
}
