package io.datapact.contract.member;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * A registered certificate as kept under {@code cert/<digest>}. Times are millis since the epoch.
 *
 * @param digest        SHA-256 of the certificate's DER
 * @param member        whose it is (the subject's organisation)
 * @param handle        a pseudonym for the holder, unique within the member (the subject's common name); for roles node
 *                      and tls the node's second segment
 * @param role          what it may be used for
 * @param chain         the chain in DER, leaf first, without the root
 * @param spki          the leaf's SubjectPublicKeyInfo in DER
 * @param effectiveFrom from when on it may sign
 * @param revoked       its revocation, once
 */
public record Certificate(
        Digest digest,
        MemberId member,
        String handle,
        Role role,
        List<Bytes> chain,
        Bytes spki,
        long notBefore,
        long notAfter,
        long effectiveFrom,
        Optional<Revocation> revoked) {
    public Certificate {
        chain = List.copyOf(chain);
    }
}
