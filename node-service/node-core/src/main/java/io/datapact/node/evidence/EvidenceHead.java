package io.datapact.node.evidence;

import io.datapact.contract.id.Digest;

/**
 * Where a chain stands: what is anchored on the ledger.
 *
 * @param head  digest of the newest statement's payload
 * @param count statements in the chain, from 1
 */
public record EvidenceHead(Digest head, long count) {}
