package io.datapact.contract.testing;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/** The fixture's genesis and log key. */
final class FixtureGenesis {
    private FixtureGenesis() {}

    static Genesis of(ConsortiumFixture fixture, Policy policy) {
        List<Founder> founders = ConsortiumFixture.MEMBERS.stream()
                .map(member -> founder(fixture, member))
                .toList();
        return new Genesis(
                Genesis.TYPE,
                "fixture",
                fixture.start(),
                new LedgerAuthority(
                        "embedded",
                        fixture.logSigner().key().name(),
                        fixture.logSigner().key().publicKey()),
                1,
                policy,
                founders,
                List.of(new MemberId("clearing-c")),
                List.of(new CurrencyIssuer("CNY", new MemberId("clearing-c"))));
    }

    private static Founder founder(ConsortiumFixture fixture, String member) {
        return new Founder(
                new MemberId(member),
                List.of(member.substring(0, member.length() - 2)),
                List.of(fixture.root().certificate()),
                List.of(fixture.identity(member, Role.ADMIN).chain()));
    }

    static NoteSigner newLogSigner() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(NoteKey.of("fixture.example/log", pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes Ed25519 keys", e);
        }
    }
}
