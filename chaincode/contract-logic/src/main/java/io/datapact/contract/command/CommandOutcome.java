package io.datapact.contract.command;

import io.datapact.contract.id.Digest;

/**
 * That a command was accepted, as kept under {@code cmd/<payload digest>}; refused commands leave nothing.
 *
 * @param type          the payload's type
 * @param signer        digest of the signing certificate
 * @param at            transaction time, millis since the epoch
 * @param transactionId the ledger's id for the transaction
 */
public record CommandOutcome(String type, Digest signer, long at, String transactionId) {}
