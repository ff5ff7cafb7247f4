/**
 * What this node and its peers were shown of the ledger, compared: signed checkpoints at a run's handshake, forks found
 * and kept with both, and witnesses' co-signatures.
 */
package io.datapact.node.history;
