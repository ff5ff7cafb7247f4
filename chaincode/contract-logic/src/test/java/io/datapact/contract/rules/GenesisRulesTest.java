package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
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
    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final GenesisRules rules = new GenesisRules(new JcaSignatureVerifier(Optional.empty()));
    private final Dsse.Envelope envelope =
            ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(fixture.genesis())).value();
    private final Genesis honest = ((Parsed.Value<Genesis>)
                    RecordCodec.of(Genesis.class).decode(envelope.payload().toBytes()))
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

    private Genesis founders(List<Founder> founders) {
        return new Genesis(
                Genesis.TYPE,
                honest.name(),
                honest.created(),
                honest.authority(),
                honest.rulesVersion(),
                honest.policy(),
                founders,
                honest.reviewers(),
                honest.currencies());
    }

    private void refused(byte[] envelope, Reason reason) {
        assertThat(Scenario.reasonOf(rules.writes(envelope))).contains(reason);
    }

    @Test
    void writes_the_frame_members_and_first_admins() {
        Decision.Accepted accepted = (Decision.Accepted) rules.writes(fixture.genesis());
        List<String> keys = accepted.writes().stream().map(Write::key).toList();
        assertThat(keys)
                .isSorted()
                .contains("network/genesis", "network/frame", "network/roster", "policy/000001", "member/bank-a")
                .contains("cert/" + fixture.identity("bank-a", Role.ADMIN).digest())
                .hasSize(4 + 3 + 6);
        assertThat(GenesisRules.network(fixture.genesis())).isEqualTo(new Parsed.Value<>(fixture.network()));
    }

    @Test
    void founders_with_roots_of_their_own_must_all_sign() {
        TestAuthority own = TestAuthority.root("own", honest.created() - 1_000_000, honest.created() + 1_000_000_000);
        TestIdentity admin =
                own.leaf("telco-b", Role.ADMIN, "a", honest.created() - 1_000_000, honest.created() + 1_000_000);
        List<Founder> founders = new ArrayList<>(honest.founders());
        founders.set(
                2,
                new Founder(
                        new MemberId("telco-b"),
                        List.of("operator"),
                        List.of(own.certificate()),
                        List.of(admin.chain())));
        Genesis genesis = founders(founders);
        TestKey shared = fixture.root().key();
        assertThat(rules.writes(sealed(genesis, shared, own.key()))).isInstanceOf(Decision.Accepted.class);
        refused(sealed(genesis, shared), Reason.CERTIFICATE_UNKNOWN);
        refused(sealed(genesis, own.key()), Reason.CERTIFICATE_UNKNOWN);
        refused(sealed(genesis, shared, own.key(), TestKey.generate()), Reason.MALFORMED);
    }

    @Test
    void a_forged_or_altered_genesis_is_refused() {
        refused(sealed(honest, TestKey.generate()), Reason.CERTIFICATE_UNKNOWN);
        String text = new String(fixture.genesis(), StandardCharsets.UTF_8);
        refused(text.replace("genesis+json", "command+json").getBytes(StandardCharsets.UTF_8), Reason.MALFORMED);
        refused(new byte[0], Reason.MALFORMED);
        refused(new byte[Dsse.MAXIMUM_ENVELOPE_BYTES + 1], Reason.MALFORMED);
    }

    @Test
    void an_unknown_rule_book_is_refused() {
        Genesis future = new Genesis(
                Genesis.TYPE,
                honest.name(),
                honest.created(),
                honest.authority(),
                2,
                honest.policy(),
                honest.founders(),
                honest.reviewers(),
                honest.currencies());
        refused(sealed(future, fixture.root().key()), Reason.RULES_UNKNOWN);
    }

    @Test
    void founders_are_sorted_distinct_and_have_roots_and_admins() {
        TestKey key = fixture.root().key();
        List<Founder> reversed = new ArrayList<>(honest.founders());
        Collections.reverse(reversed);
        refused(sealed(founders(reversed), key), Reason.MALFORMED);
        Founder bank = honest.founders().get(0);
        List<Founder> twice =
                List.of(bank, bank, honest.founders().get(1), honest.founders().get(2));
        refused(sealed(founders(twice), key), Reason.MALFORMED);
        Founder bare = new Founder(bank.member(), bank.kinds(), bank.roots(), List.of());
        refused(sealed(founders(List.of(bare, honest.founders().get(1))), key), Reason.MALFORMED);
        refused(sealed(founders(List.of(bank)), key), Reason.MALFORMED);
        Founder rootless = new Founder(bank.member(), bank.kinds(), List.of(), bank.admins());
        refused(sealed(founders(List.of(rootless, honest.founders().get(1))), key), Reason.MALFORMED);
    }

    @Test
    void an_admin_must_be_its_members_own() {
        List<Founder> founders = new ArrayList<>(honest.founders());
        Founder bank = founders.get(0);
        founders.set(
                0,
                new Founder(
                        bank.member(),
                        bank.kinds(),
                        bank.roots(),
                        List.of(fixture.identity("telco-b", Role.ADMIN).chain())));
        refused(sealed(founders(founders), fixture.root().key()), Reason.MALFORMED);
        founders.set(
                0,
                new Founder(
                        bank.member(),
                        bank.kinds(),
                        bank.roots(),
                        List.of(fixture.identity("bank-a", Role.NODE).chain())));
        refused(sealed(founders(founders), fixture.root().key()), Reason.MALFORMED);
        founders.set(
                0,
                new Founder(
                        bank.member(),
                        bank.kinds(),
                        bank.roots(),
                        List.of(bank.admins().get(0), bank.admins().get(0))));
        refused(sealed(founders(founders), fixture.root().key()), Reason.KEY_IN_USE);
    }

    @Test
    void reviewers_pool_and_issuers_are_founders() {
        TestKey key = fixture.root().key();
        refused(sealed(with(List.of(new MemberId("nobody")), honest.currencies()), key), Reason.MALFORMED);
        List<CurrencyIssuer> foreign = List.of(new CurrencyIssuer("CNY", new MemberId("nobody")));
        refused(sealed(with(honest.reviewers(), foreign), key), Reason.MALFORMED);
        List<CurrencyIssuer> twice =
                List.of(honest.currencies().get(0), honest.currencies().get(0));
        refused(sealed(with(honest.reviewers(), twice), key), Reason.MALFORMED);
        Policy strangers = Bent.pool(honest.policy(), new MemberId("nobody"));
        refused(sealed(RecordCopy.with(honest, "policy", strangers), key), Reason.MALFORMED);
    }

    private Genesis with(List<MemberId> reviewers, List<CurrencyIssuer> currencies) {
        return new Genesis(
                Genesis.TYPE,
                honest.name(),
                honest.created(),
                honest.authority(),
                1,
                honest.policy(),
                honest.founders(),
                reviewers,
                currencies);
    }

    @Test
    void a_network_is_made_at_no_time_before_the_epoch() {
        TestKey key = fixture.root().key();
        refused(sealed(RecordCopy.with(honest, "created", -1L), key), Reason.MALFORMED);
        refused(sealed(RecordCopy.with(honest, "created", 0L), key), Reason.CERTIFICATE_NOT_YET);
        refused(sealed(RecordCopy.with(honest, "created", Bounds.MAXIMUM_AMOUNT), key), Reason.CERTIFICATE_EXPIRED);
    }

    /** Whatever a verifier takes, as hosts bring their own. */
    @Test
    void a_signature_that_is_no_strict_der_is_nobodys() {
        GenesisRules credulous = new GenesisRules((spki, message, signature) -> true);
        assertThat(credulous.writes(fixture.genesis())).isInstanceOf(Decision.Accepted.class);
        byte[] forged = new Dsse.Envelope(
                        envelope.payload(), Dsse.GENESIS, List.of(new Dsse.Signature("", Bytes.of(new byte[] {1, 2, 3
                        }))))
                .encode();
        assertThat(Scenario.reasonOf(credulous.writes(forged))).contains(Reason.CERTIFICATE_UNKNOWN);
    }
}
