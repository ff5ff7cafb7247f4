package io.datapact.contract.algorithm;

import io.datapact.contract.id.Digest;

/** A reviewer's acceptance of an algorithm version, bound to the plugin's digest. */
public record Review(Digest pluginDigest, boolean accepted, long at) {}
