package io.datapact.contract.member;

import io.datapact.contract.id.Bytes;

/**
 * Which ledger is authoritative.
 *
 * @param kind   {@code embedded}, {@code fabric} or {@code evm}
 * @param origin the log's origin line; channel and chaincode name; chain id and address
 * @param key    the log's Ed25519 public key (32 bytes); genesis block hash on Fabric
 */
public record LedgerAuthority(String kind, String origin, Bytes key) {
    /** Kind of a ledger that is a log with a key. */
    public static final String EMBEDDED = "embedded";
}
