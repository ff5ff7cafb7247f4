package io.datapact.contract.member;

import io.datapact.contract.id.Digest;

/** Index row {@code node/<node>}: the node certificate registered last for a node. */
public record NodeEntry(Digest certificate) {}
