package io.datapact.contract.run;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Bounds;

/**
 * A party's signed word that it will take part in exactly this run now. Travels as a DSSE envelope inside StartRun.
 *
 * @param type             {@code datapact/ready/1}
 * @param nodeCertificate  the node certificate that signs
 * @param tlsCertificate   the TLS certificate its peers shall pin
 * @param checkpointSize   entries of the ledger that the node had replayed
 * @param checkpointRoot   Merkle root over them
 * @param at               millis since the epoch
 * @param nonce            16 random bytes in hexadecimal
 */
public record Ready(
        String type,
        Digest network,
        RunId run,
        Digest manifestDigest,
        NodeId node,
        Digest nodeCertificate,
        Digest tlsCertificate,
        long checkpointSize,
        Digest checkpointRoot,
        long at,
        String nonce) {
    /** The one value of {@code type}. */
    public static final String TYPE = "datapact/ready/1";

    /** How old a Ready may be at the start, in millis. */
    public static final long MAXIMUM_AGE_MILLIS = 60_000;

    public Ready {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("expected type " + TYPE + ", found another");
        }
        Bounds.require("checkpointSize", checkpointSize, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
