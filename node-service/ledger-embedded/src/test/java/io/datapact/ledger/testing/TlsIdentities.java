package io.datapact.ledger.testing;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.tls.TlsIdentity;
import java.util.Set;

/**
 * A fixture's identities as TLS takes them.
 *
 * @param fixture whose authority issued them
 */
public record TlsIdentities(ConsortiumFixture fixture) {
    /** A member's TLS certificate and key. */
    public TlsIdentity of(String member) {
        return of(fixture.identity(member, Role.TLS), fixture.root());
    }

    /** The host's. */
    public TlsIdentity host() {
        return of("clearing-c");
    }

    /** Digest of a member's TLS certificate. */
    public Digest digest(String member) {
        return fixture.identity(member, Role.TLS).digest();
    }

    /** An identity under roots of one's own choice. */
    public static TlsIdentity of(TestIdentity identity, TestAuthority trusted) {
        KeyMaterial material = new KeyMaterial(identity.key().privateKey(), identity.certificates());
        return new TlsIdentity(material, Set.of(TestIdentity.read(trusted.certificate())));
    }
}
