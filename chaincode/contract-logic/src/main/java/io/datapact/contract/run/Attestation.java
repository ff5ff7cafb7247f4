package io.datapact.contract.run;

import io.datapact.contract.id.Digest;

/** A party's attestation as kept under {@code att/<task>/<n>/<m>}; {@code at} is active time, millis. */
public record Attestation(CommonPart common, OwnPart own, Digest certificate, long at) {}
