package io.datapact.ca.web;

import io.datapact.ca.token.TokenGrant;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import java.util.List;

/**
 * Body of {@code POST /v1/tokens}.
 *
 * @param member the member's id
 * @param role   code of the role, for example {@code node}
 * @param handle name of the person or machine within the member
 * @param names  DNS names and addresses that a TLS certificate may bear; empty for other roles
 */
public record TokenRequest(String member, String role, String handle, List<String> names) {

    private static final int MAXIMUM_NAMES = 16;

    public TokenRequest {
        Fields.require("member", member);
        Fields.require("role", role);
        Fields.require("handle", handle);
        Fields.require("names", names);
        if (names.size() > MAXIMUM_NAMES) {
            throw new IllegalArgumentException("expected at most " + MAXIMUM_NAMES + " names, found " + names.size());
        }
        names.forEach(name -> Fields.require("names", name));
        names = List.copyOf(names);
    }

    TokenGrant toGrant() {
        CertificateRole known = CertificateRole.ofCode(role)
                .orElseThrow(() -> new IllegalArgumentException("expected a role, one of "
                        + List.of(CertificateRole.values()).stream()
                                .map(CertificateRole::code)
                                .toList()
                        + ", found another"));
        return new TokenGrant(
                new MemberSubject(member, known, handle),
                names.stream().map(HostName::new).distinct().toList());
    }
}
