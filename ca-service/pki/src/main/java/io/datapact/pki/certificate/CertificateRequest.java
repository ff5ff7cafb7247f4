package io.datapact.pki.certificate;

import java.security.PublicKey;
import java.util.List;

/**
 * A request whose form, key and proof of possession have been checked (see {@link CertificateRequests#read}); whether
 * it may be granted has not.
 *
 * @param subject who it is for
 * @param key     public key on P-256, its private half in the requester's hands
 * @param names   subject alternative names asked for, in its order, none twice; may be empty
 * @param digest  SHA-256 of its DER, 64 lower-case hexadecimal digits
 */
public record CertificateRequest(MemberSubject subject, PublicKey key, List<HostName> names, String digest) {

    public CertificateRequest {
        names = List.copyOf(names);
    }
}
