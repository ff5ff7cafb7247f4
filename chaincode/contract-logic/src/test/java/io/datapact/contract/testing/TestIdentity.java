package io.datapact.contract.testing;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate with its key.
 *
 * @param member the subject's organisation
 * @param chain  DER, leaf first, without the root
 */
public record TestIdentity(String member, Role role, String handle, TestKey key, List<Bytes> chain) {
    /** Digest of the certificate. */
    public Digest digest() {
        return Digest.of(chain.get(0).toBytes());
    }

    /** Whose it is. */
    public MemberId memberId() {
        return new MemberId(member);
    }

    /** The chain as the platform reads it, leaf first, without the root. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> out = new ArrayList<>();
        chain.forEach(der -> out.add(read(der)));
        return List.copyOf(out);
    }

    /** A certificate as the platform reads it. */
    public static X509Certificate read(Bytes der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toBytes()));
        } catch (CertificateException e) {
            throw new IllegalStateException("expected a certificate that the platform reads", e);
        }
    }
}
