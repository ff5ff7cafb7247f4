/**
 * The host over gRPC: mutual TLS, admission of clients by what the ledger says of their certificates, submission,
 * following, proofs.
 *
 * <p>Nothing in this package is null.
 */
package io.datapact.ledger.serve;
