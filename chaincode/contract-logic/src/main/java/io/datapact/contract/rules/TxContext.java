package io.datapact.contract.rules;

/**
 * What a transaction brings besides the command. There is no position: on Fabric it is unknown at endorsement.
 *
 * @param time          transaction time, millis since the epoch
 * @param transactionId the ledger's id for the transaction
 */
public record TxContext(long time, String transactionId) {}
