package io.datapact.ca.token;

import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import java.util.List;

/**
 * What a token entitles to: one certificate for this subject, with names out of these.
 *
 * @param subject member, role and handle
 * @param names   subject alternative names allowed
 */
public record TokenGrant(MemberSubject subject, List<HostName> names) {

    public TokenGrant {
        names = List.copyOf(names);
    }
}
