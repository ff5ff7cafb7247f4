package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * The part of an attestation that must be equal among all parties. Lists are in manifest order: inputs; outputs, then
 * party index; outputs, then party, then recipients.
 */
public record CommonPart(
        RunId run,
        Digest manifestDigest,
        Digest pluginDigest,
        List<InputRoot> inputs,
        List<OutputCommitment> outputs,
        List<ReleaseDue> release) {
    public CommonPart {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        release = List.copyOf(release);
        Bounds.require("inputs", inputs.size(), 0, Bounds.PARTIES);
        Bounds.require("outputs", outputs.size(), 0, Bounds.PARTIES * Bounds.PARTIES);
        Bounds.require("release", release.size(), 0, Bounds.PARTIES * Bounds.PARTIES);
    }
}
