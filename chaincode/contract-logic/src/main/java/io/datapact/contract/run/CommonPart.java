package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * The part of an attestation that must be equal among all parties. Lists are in manifest order: inputs; outputs, then
 * party index; outputs, then party, then recipients.
 *
 * @param weights where the terms' sharing is attested, one per share member in the terms' order, 0 to 1,000,000; all
 *                zero means equal parts
 */
public record CommonPart(
        RunId run,
        Digest manifestDigest,
        Digest pluginDigest,
        List<InputRoot> inputs,
        List<OutputCommitment> outputs,
        List<ReleaseDue> release,
        Optional<List<Long>> weights) {
    public CommonPart {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        release = List.copyOf(release);
        weights = weights.map(List::copyOf);
        Bounds.require("inputs", inputs.size(), 0, Bounds.PARTIES);
        Bounds.require("outputs", outputs.size(), 0, Bounds.PARTIES * Bounds.PARTIES);
        Bounds.require("release", release.size(), 0, Bounds.PARTIES * Bounds.PARTIES);
        weights.ifPresent(found -> {
            Bounds.require("weights", found.size(), 0, Bounds.PARTIES);
            found.forEach(weight -> Bounds.require("weight", weight, 0, Bounds.MAXIMUM_WEIGHT));
        });
    }

    /** A common part without weights: of a task whose sharing is fixed. */
    public CommonPart(
            RunId run,
            Digest manifestDigest,
            Digest pluginDigest,
            List<InputRoot> inputs,
            List<OutputCommitment> outputs,
            List<ReleaseDue> release) {
        this(run, manifestDigest, pluginDigest, inputs, outputs, release, Optional.empty());
    }

    /** The same with attested weights. */
    public CommonPart withWeights(List<Long> found) {
        return new CommonPart(run, manifestDigest, pluginDigest, inputs, outputs, release, Optional.of(found));
    }
}
