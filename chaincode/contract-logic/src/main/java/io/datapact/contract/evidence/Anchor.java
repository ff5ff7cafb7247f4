package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;

/** Head and count of a party's evidence chain as kept under {@code anchor/<task>/<n>/<m>/<seq>}. */
public record Anchor(Digest head, long count, long at) {}
