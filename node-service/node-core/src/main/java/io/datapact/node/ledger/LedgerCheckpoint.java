package io.datapact.node.ledger;

import io.datapact.contract.id.Digest;

/**
 * A signed statement of the ledger's host: so many entries, with this Merkle root (RFC 6962 hashing).
 *
 * @param origin  the log's name, as in the genesis
 * @param entries number of entries covered: positions 0 to entries − 1
 * @param root    Merkle root over them
 * @param note    the signed text (C2SP tlog-checkpoint and signed-note), for files and other parties
 */
public record LedgerCheckpoint(String origin, long entries, Digest root, String note) {}
