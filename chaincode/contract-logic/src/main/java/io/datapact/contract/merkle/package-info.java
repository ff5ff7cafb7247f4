/**
 * Merkle trees over logs and tables (RFC 6962 hashing), their proofs, and the C2SP texts for checkpoints and proofs.
 * Nothing is null.
 */
package io.datapact.contract.merkle;
