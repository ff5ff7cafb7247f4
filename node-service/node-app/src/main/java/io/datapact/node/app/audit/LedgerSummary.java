package io.datapact.node.app.audit;

import io.datapact.contract.id.Digest;

/**
 * Where this node's replica of the ledger stands.
 *
 * @param kind        {@code embedded}
 * @param entries     entries verified and applied here
 * @param stateDigest digest of the whole state after them
 * @param origin      the log's name
 * @param checkpoint  the newest note that the log's key signed and this node verified
 */
record LedgerSummary(String kind, long entries, Digest stateDigest, String origin, String checkpoint) {}
