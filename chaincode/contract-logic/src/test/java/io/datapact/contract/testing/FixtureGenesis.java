package io.datapact.contract.testing;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.DisputePolicy;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.PeriodPolicy;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
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

    /** A policy with short times. */
    static Policy policy() {
        return new Policy(
                1,
                604_800,
                3_600,
                600,
                60,
                4_000,
                5,
                new MemberId("clearing-c"),
                5,
                1,
                4,
                8,
                3_600,
                2_592_000,
                0,
                ApprovalPolicy.PLAIN,
                new DisputePolicy(1_000, 86_400, 4_000),
                new PeriodPolicy(30));
    }

    private static Founder founder(ConsortiumFixture fixture, String member) {
        return new Founder(
                new MemberId(member),
                List.of(member.substring(0, member.length() - 2)),
                List.of(fixture.root().certificate()),
                List.of(fixture.identity(member, Role.ADMIN).chain()));
    }

    static NoteSigner newLogSigner(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            return new NoteSigner(NoteKey.of("fixture.example/log", pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes Ed25519 keys", e);
        }
    }
}
