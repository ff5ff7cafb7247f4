package io.datapact.node.history;

import io.datapact.contract.id.Bytes;
import java.security.PrivateKey;

/**
 * The Ed25519 key with which a node co-signs checkpoints, once {@code network/witnesses} names it.
 *
 * @param publicKey the 32 bytes
 */
public record WitnessIdentity(Bytes publicKey, PrivateKey privateKey) {
    @Override
    public String toString() {
        return "witness key " + publicKey;
    }
}
