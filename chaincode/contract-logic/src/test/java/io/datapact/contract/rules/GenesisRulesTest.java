package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenesisRulesTest {
    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();
    private static final GenesisRules RULES = new GenesisRules(new JcaSignatureVerifier(Optional.empty()));
    private static final Dsse.Envelope ENVELOPE =
            ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(FIXTURE.genesis())).value();
    private static final Genesis GENESIS = ((Parsed.Value<Genesis>)
                    RecordCodec.of(Genesis.class).decode(ENVELOPE.payload().toBytes()))
            .value();

    private static byte[] sealed(Genesis genesis, TestKey... keys) {
        byte[] payload = RecordCodec.of(Genesis.class).encode(genesis);
        byte[] message = Dsse.preAuthenticationEncoding(Dsse.GENESIS, payload);
        List<Dsse.Signature> signatures = new ArrayList<>();
        for (TestKey key : keys) {
            signatures.add(new Dsse.Signature("", Bytes.of(key.sign(message))));
        }
        return new Dsse.Envelope(Bytes.of(payload), Dsse.GENESIS, signatures).encode();
    }

    private static Genesis founders(List<Founder> founders) {
        return new Genesis(
                Genesis.TYPE,
                GENESIS.name(),
                GENESIS.created(),
                GENESIS.authority(),
                GENESIS.rulesVersion(),
                GENESIS.policy(),
                founders,
                GENESIS.reviewers(),
                GENESIS.currencies());
    }

    private static void refused(byte[] envelope, Reason reason) {
        assertThat(Scenario.reasonOf(RULES.writes(envelope))).contains(reason);
    }

    @Test
    void writes_the_frame_members_and_first_admins() {
        Decision.Accepted accepted = (Decision.Accepted) RULES.writes(FIXTURE.genesis());
        List<String> keys = accepted.writes().stream().map(Write::key).toList();
        assertThat(keys)
                .isSorted()
                .contains("network/genesis", "network/frame", "network/roster", "policy/000001", "member/bank-a")
                .contains("cert/" + FIXTURE.identity("bank-a", Role.ADMIN).digest())
                .hasSize(4 + 3 + 6);
        assertThat(GenesisRules.network(FIXTURE.genesis())).isEqualTo(new Parsed.Value<>(FIXTURE.network()));
    }

    @Test
    void founders_with_roots_of_their_own_must_all_sign() {
        TestAuthority own = TestAuthority.root("own", GENESIS.created() - 1_000_000, GENESIS.created() + 1_000_000_000);
        TestIdentity admin =
                own.leaf("telco-b", Role.ADMIN, "a", GENESIS.created() - 1_000_000, GENESIS.created() + 1_000_000);
        List<Founder> founders = new ArrayList<>(GENESIS.founders());
        founders.set(
                2,
                new Founder(
                        new MemberId("telco-b"),
                        List.of("operator"),
                        List.of(own.certificate()),
                        List.of(admin.chain())));
        Genesis genesis = founders(founders);
        TestKey shared = FIXTURE.root().key();
        assertThat(RULES.writes(sealed(genesis, shared, own.key()))).isInstanceOf(Decision.Accepted.class);
        refused(sealed(genesis, shared), Reason.CERTIFICATE_UNKNOWN);
        refused(sealed(genesis, own.key()), Reason.CERTIFICATE_UNKNOWN);
        refused(sealed(genesis, shared, own.key(), TestKey.generate()), Reason.MALFORMED);
    }

    @Test
    void a_forged_or_altered_genesis_is_refused() {
        refused(sealed(GENESIS, TestKey.generate()), Reason.CERTIFICATE_UNKNOWN);
        String text = new String(FIXTURE.genesis(), StandardCharsets.UTF_8);
        refused(text.replace("genesis+json", "command+json").getBytes(StandardCharsets.UTF_8), Reason.MALFORMED);
        refused(new byte[0], Reason.MALFORMED);
        refused(new byte[Dsse.MAXIMUM_ENVELOPE_BYTES + 1], Reason.MALFORMED);
    }

    @Test
    void an_unknown_rule_book_is_refused() {
        Genesis future = new Genesis(
                Genesis.TYPE,
                GENESIS.name(),
                GENESIS.created(),
                GENESIS.authority(),
                2,
                GENESIS.policy(),
                GENESIS.founders(),
                GENESIS.reviewers(),
                GENESIS.currencies());
        refused(sealed(future, FIXTURE.root().key()), Reason.RULES_UNKNOWN);
    }

    @Test
    void founders_are_sorted_distinct_and_have_roots_and_admins() {
        TestKey key = FIXTURE.root().key();
        List<Founder> reversed = new ArrayList<>(GENESIS.founders());
        Collections.reverse(reversed);
        refused(sealed(founders(reversed), key), Reason.MALFORMED);
        Founder bank = GENESIS.founders().get(0);
        List<Founder> twice = List.of(
                bank, bank, GENESIS.founders().get(1), GENESIS.founders().get(2));
        refused(sealed(founders(twice), key), Reason.MALFORMED);
        Founder bare = new Founder(bank.member(), bank.kinds(), bank.roots(), List.of());
        refused(sealed(founders(List.of(bare, GENESIS.founders().get(1))), key), Reason.MALFORMED);
        refused(sealed(founders(List.of(bank)), key), Reason.MALFORMED);
    }

    @Test
    void an_admin_must_be_its_members_own() {
        List<Founder> founders = new ArrayList<>(GENESIS.founders());
        Founder bank = founders.get(0);
        founders.set(
                0,
                new Founder(
                        bank.member(),
                        bank.kinds(),
                        bank.roots(),
                        List.of(FIXTURE.identity("telco-b", Role.ADMIN).chain())));
        refused(sealed(founders(founders), FIXTURE.root().key()), Reason.MALFORMED);
        founders.set(
                0,
                new Founder(
                        bank.member(),
                        bank.kinds(),
                        bank.roots(),
                        List.of(FIXTURE.identity("bank-a", Role.NODE).chain())));
        refused(sealed(founders(founders), FIXTURE.root().key()), Reason.MALFORMED);
        founders.set(
                0,
                new Founder(
                        bank.member(),
                        bank.kinds(),
                        bank.roots(),
                        List.of(bank.admins().get(0), bank.admins().get(0))));
        refused(sealed(founders(founders), FIXTURE.root().key()), Reason.KEY_IN_USE);
    }

    @Test
    void reviewers_pool_and_issuers_are_founders() {
        TestKey key = FIXTURE.root().key();
        refused(sealed(with(List.of(new MemberId("nobody")), GENESIS.currencies()), key), Reason.MALFORMED);
        List<CurrencyIssuer> foreign = List.of(new CurrencyIssuer("CNY", new MemberId("nobody")));
        refused(sealed(with(GENESIS.reviewers(), foreign), key), Reason.MALFORMED);
        List<CurrencyIssuer> twice =
                List.of(GENESIS.currencies().get(0), GENESIS.currencies().get(0));
        refused(sealed(with(GENESIS.reviewers(), twice), key), Reason.MALFORMED);
    }

    private static Genesis with(List<MemberId> reviewers, List<CurrencyIssuer> currencies) {
        return new Genesis(
                Genesis.TYPE,
                GENESIS.name(),
                GENESIS.created(),
                GENESIS.authority(),
                1,
                GENESIS.policy(),
                GENESIS.founders(),
                reviewers,
                currencies);
    }
}
