package io.datapact.pki.path;

import io.datapact.pki.certificate.MemberSubject;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A chain that was found valid.
 *
 * @param chain   end entity first, without the anchor
 * @param anchor  the trusted root it leads to
 * @param subject whose the end entity is
 */
public record ValidPath(List<X509Certificate> chain, X509Certificate anchor, MemberSubject subject) {

    public ValidPath {
        chain = List.copyOf(chain);
    }

    /** The end entity's certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }
}
