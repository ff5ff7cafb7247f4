package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberRulesTest {
    private static final long DAY = 86_400_000L;

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final Story story = Story.begun(fixture);

    private Decision register(MemberCommand.RegisterCertificate command) {
        return story.tell("bank-a", Role.ADMIN, command);
    }

    private void assertRefused(Decision decision, Reason reason, String detail) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.detail()).contains(detail);
        });
    }

    private TestIdentity leaf(TestAuthority issuer, String member, Role role, String handle) {
        return issuer.leaf(member, role, handle, fixture.start() - DAY, fixture.start() + DAY);
    }

    @Test
    void registers_a_node_with_its_key_and_its_index_row() {
        TestIdentity node = fixture.newIdentity("bank-a", Role.NODE, "2");
        assertThat(register(fixture.registration(node))).isInstanceOf(Decision.Accepted.class);
        Certificate certificate = story.ledger()
                .reader()
                .read(MemberKeys.certificate(node.digest()))
                .orElseThrow();
        assertThat(certificate.handle()).isEqualTo("2");
        assertThat(certificate.role()).isEqualTo(Role.NODE);
        assertThat(certificate.effectiveFrom()).isEqualTo(story.time());
        assertThat(story.ledger()
                        .reader()
                        .read(MemberKeys.node(new NodeId("bank-a/2")))
                        .orElseThrow()
                        .certificate())
                .isEqualTo(node.digest());
    }

    @Test
    void an_admin_and_a_revoker_are_effective_only_after_the_policys_delay() {
        Digest node = fixture.identity("bank-a", Role.NODE).digest();
        for (Role role : List.of(Role.ADMIN, Role.REVOKER)) {
            TestIdentity fresh = fixture.newIdentity("bank-a", role, "fresh");
            register(fixture.registration(fresh));
            long t = story.time();
            MemberCommand revoke = new MemberCommand.RevokeCertificate(node, "superseded", t);
            byte[] early = fixture.signed(fresh, revoke, t + 3_599_999);
            assertRefused(
                    story.ledger().judge(early, t + 3_599_999),
                    Reason.CERTIFICATE_NOT_YET,
                    fresh.digest().value());
            byte[] later = fixture.signed(fresh, revoke, t + 3_600_000);
            assertThat(story.ledger().judge(later, t + 3_600_000)).isInstanceOf(Decision.Accepted.class);
        }
    }

    @Test
    void only_the_member_itself_registers_its_certificates() {
        TestIdentity foreign = fixture.newIdentity("telco-b", Role.NODE, "2");
        assertRefused(register(fixture.registration(foreign)), Reason.CERTIFICATE_WRONG_ROLE, "telco-b");
        Decision byApprover = story.tell(
                "bank-a", Role.APPROVER, fixture.registration(fixture.newIdentity("bank-a", Role.NODE, "2")));
        assertRefused(byApprover, Reason.CERTIFICATE_WRONG_ROLE, "approver");
    }

    @Test
    void the_subject_must_name_member_role_and_a_clean_handle() {
        TestIdentity node = fixture.newIdentity("bank-a", Role.NODE, "2");
        MemberCommand.RegisterCertificate asApprover =
                fixture.registration(new TestIdentity("bank-a", Role.APPROVER, "2", node.key(), node.chain()));
        assertRefused(register(asApprover), Reason.MALFORMED, "/payload/body/chain/0");
        TestIdentity dirty = fixture.newIdentity("bank-a", Role.NODE, "Node 2");
        assertRefused(register(fixture.registration(dirty)), Reason.MALFORMED, "/payload/body/chain/0");
        TestIdentity telco = fixture.newIdentity("telco-b", Role.NODE, "2");
        MemberCommand.RegisterCertificate stolen =
                fixture.registration(new TestIdentity("bank-a", Role.NODE, "2", telco.key(), telco.chain()));
        assertRefused(register(stolen), Reason.MALFORMED, "/payload/body/chain/0");
    }

    @Test
    void possession_of_the_key_must_be_proved() {
        TestIdentity node = fixture.newIdentity("bank-a", Role.NODE, "2");
        MemberCommand.RegisterCertificate honest = fixture.registration(node);
        MemberCommand.RegisterCertificate other = fixture.registration(fixture.newIdentity("bank-a", Role.NODE, "3"));
        MemberCommand.RegisterCertificate forged = new MemberCommand.RegisterCertificate(
                honest.member(), honest.role(), honest.chain(), other.possession());
        assertRefused(register(forged), Reason.MALFORMED, "/payload/body/possession");
        MemberCommand.RegisterCertificate empty = new MemberCommand.RegisterCertificate(
                honest.member(), honest.role(), honest.chain(), Bytes.of(new byte[0]));
        assertRefused(register(empty), Reason.MALFORMED, "/payload/body/possession");
    }

    @Test
    void a_chain_must_reach_the_members_root() {
        TestAuthority root = TestAuthority.root("fixture root", fixture.start() - DAY, fixture.start() + DAY);
        TestIdentity imitated = leaf(
                root.intermediate("fixture signing", fixture.start() - DAY, fixture.start() + DAY),
                "bank-a",
                Role.NODE,
                "2");
        assertRefused(register(fixture.registration(imitated)), Reason.CERTIFICATE_UNKNOWN, "root");
        TestIdentity direct = leaf(fixture.root(), "bank-a", Role.NODE, "3");
        assertThat(register(fixture.registration(direct))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_chain_of_wrong_links_is_malformed() {
        TestIdentity node = fixture.newIdentity("bank-a", Role.NODE, "2");
        TestIdentity tls = fixture.newIdentity("bank-a", Role.TLS, "2");
        List<Bytes> mixed = List.of(node.chain().get(0), tls.chain().get(1));
        assertRefused(register(withChain(node, mixed)), Reason.MALFORMED, "/payload/body/chain/1");
        TestAuthority imitation = TestAuthority.root("fixture root", fixture.start() - DAY, fixture.start() + DAY)
                .intermediate("fixture signing", fixture.start() - DAY, fixture.start() + DAY);
        List<Bytes> swapped = List.of(node.chain().get(0), imitation.certificate());
        assertRefused(register(withChain(node, swapped)), Reason.MALFORMED, "/payload/body/chain/0");
        TestAuthority deeper =
                fixture.signingAuthority().intermediate("deeper", fixture.start() - DAY, fixture.start() + DAY);
        assertRefused(
                register(fixture.registration(leaf(deeper, "bank-a", Role.NODE, "4"))),
                Reason.MALFORMED,
                "/payload/body/chain/2");
        assertRefused(register(withChain(node, List.of())), Reason.MALFORMED, "/payload/body/chain");
        List<Bytes> authority = List.of(fixture.signingAuthority().certificate());
        assertRefused(register(withChain(node, authority)), Reason.MALFORMED, "/payload/body/chain/0");
    }

    private MemberCommand.RegisterCertificate withChain(TestIdentity identity, List<Bytes> chain) {
        return fixture.registration(
                new TestIdentity(identity.member(), identity.role(), identity.handle(), identity.key(), chain));
    }

    @Test
    void a_certificate_must_be_in_time_with_its_whole_chain() {
        long now = story.time();
        TestIdentity past = fixture.signingAuthority().leaf("bank-a", Role.NODE, "2", now - DAY, now - 1_000);
        assertRefused(register(fixture.registration(past)), Reason.CERTIFICATE_EXPIRED, "");
        TestIdentity future = fixture.signingAuthority().leaf("bank-a", Role.NODE, "2", now + DAY, now + 2 * DAY);
        assertRefused(register(fixture.registration(future)), Reason.CERTIFICATE_NOT_YET, "");
        TestAuthority brief = fixture.root().intermediate("brief", now - DAY, now + DAY);
        TestIdentity outliving = brief.leaf("bank-a", Role.NODE, "2", now - DAY, now + 100 * DAY);
        assertThat(register(fixture.registration(outliving))).isInstanceOf(Decision.Accepted.class);
        long end = story.ledger()
                .reader()
                .read(MemberKeys.certificate(outliving.digest()))
                .orElseThrow()
                .notAfter();
        assertThat(end).isBetween(now + DAY - 1_000, now + DAY);
    }

    @Test
    void no_key_serves_twice() {
        TestKey key = TestKey.generate();
        long from = fixture.start() - DAY;
        TestIdentity first = fixture.signingAuthority().leaf(key, "bank-a", Role.NODE, "2", from, from + 9 * DAY);
        TestIdentity second = fixture.signingAuthority().leaf(key, "bank-a", Role.MARKET, "m", from, from + 9 * DAY);
        assertThat(register(fixture.registration(first))).isInstanceOf(Decision.Accepted.class);
        String spki = Digest.of(key.spki()).value();
        assertRefused(register(fixture.registration(second)), Reason.KEY_IN_USE, spki);
        assertRefused(register(fixture.registration(first)), Reason.KEY_IN_USE, spki);
    }

    @Test
    void a_revoked_certificate_signs_no_more() {
        Digest digest = fixture.identity("bank-a", Role.APPROVER).digest();
        story.pass(3_600_000);
        long now = story.time();
        story.told("bank-a", Role.REVOKER, new MemberCommand.RevokeCertificate(digest, "key-compromise", now));
        byte[] late = fixture.signed(
                "bank-a", Role.APPROVER, new MemberCommand.RevokeCertificate(digest, "superseded", now), story.time());
        assertRefused(story.ledger().judge(late, story.time()), Reason.CERTIFICATE_REVOKED, digest.value());
        assertRefused(
                story.tell("bank-a", Role.ADMIN, new MemberCommand.RevokeCertificate(digest, "superseded", now)),
                Reason.ALREADY_DECIDED,
                digest.value());
    }

    @Test
    void revocation_is_the_members_own_and_its_date_within_the_look_back() {
        Digest digest = fixture.identity("telco-b", Role.NODE).digest();
        long now = story.time();
        assertRefused(
                story.tell("bank-a", Role.ADMIN, new MemberCommand.RevokeCertificate(digest, "superseded", now)),
                Reason.CERTIFICATE_WRONG_ROLE,
                "telco-b");
        assertRefused(
                story.tell(
                        "bank-a",
                        Role.ADMIN,
                        new MemberCommand.RevokeCertificate(ConsortiumFixture.digest("x"), "superseded", now)),
                Reason.CERTIFICATE_UNKNOWN,
                "");
        long lookBack = ConsortiumFixture.defaultPolicy().lookBackSeconds() * 1_000;
        for (long date : new long[] {now, now - lookBack}) {
            byte[] revoking = fixture.signed(
                    "telco-b", Role.ADMIN, new MemberCommand.RevokeCertificate(digest, "superseded", date), now);
            assertThat(story.ledger().judge(revoking, now)).isInstanceOf(Decision.Accepted.class);
        }
        for (long date : new long[] {story.time() + 60_000, 0}) {
            assertRefused(
                    story.tell("telco-b", Role.ADMIN, new MemberCommand.RevokeCertificate(digest, "superseded", date)),
                    Reason.OUTSIDE_WINDOW,
                    "invalidityDate");
        }
    }

    @Test
    void suspended_and_leaving_members_still_register_and_revoke_but_start_nothing() {
        for (boolean leaving : new boolean[] {true, false}) {
            Scenario scenario = Scenario.begun();
            scenario.edit(
                    MemberKeys.member(new MemberId("bank-a")),
                    m -> leaving ? Bent.leaving(m, scenario.time()) : Bent.suspended(m));
            TestIdentity node = scenario.fixture().newIdentity("bank-a", Role.NODE, "2");
            assertThat(scenario.judge("bank-a", Role.ADMIN, scenario.fixture().registration(node)))
                    .isInstanceOf(Decision.Accepted.class);
            scenario.refuses(
                    "bank-a",
                    Role.APPROVER,
                    new TaskCommand.ProposeTask(scenario.fixture().aTask().build()),
                    Reason.MEMBER_SUSPENDED,
                    "bank-a");
        }
    }

    @Test
    void a_certificate_is_registered_from_its_first_moment_to_its_last() {
        long first = story.time() + 60_000 - story.time() % 1_000;
        long last = first + 60_000;
        TestIdentity node = fixture.signingAuthority().leaf("bank-a", Role.NODE, "2", first, last);
        for (long t : new long[] {first, last}) {
            assertThat(registered(node, t)).isInstanceOf(Decision.Accepted.class);
        }
        assertRefused(registered(node, first - 1), Reason.CERTIFICATE_NOT_YET, "");
        assertRefused(registered(node, last + 1), Reason.CERTIFICATE_EXPIRED, "");
    }

    private Decision registered(TestIdentity node, long t) {
        return story.ledger().judge(fixture.signed("bank-a", Role.ADMIN, fixture.registration(node), t), t);
    }
}
