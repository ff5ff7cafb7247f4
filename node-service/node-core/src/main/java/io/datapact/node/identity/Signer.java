package io.datapact.node.identity;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import java.util.List;

/**
 * A private key with the certificate that speaks for it: of a person or machine of this node's member, in one role.
 * Keys never leave the implementation (a PKCS#12 file here, an HSM elsewhere). Safe for several threads.
 */
public interface Signer {
    /** Digest of the certificate's DER, as the ledger registers it. */
    Digest certificate();

    /** The member that the certificate's subject names. */
    MemberId member();

    /** The role that the certificate's subject names. */
    Role role();

    /** The holder's handle within the member. */
    String handle();

    /** The certificate's chain in DER, leaf first, without the root; what is registered on the ledger. */
    List<Bytes> chain();

    /**
     * Signs with ECDSA on P-256 and SHA-256.
     *
     * @param message the bytes to sign, hashed here; not kept
     * @return strict DER with low s, the caller's own
     */
    byte[] sign(byte[] message);
}
