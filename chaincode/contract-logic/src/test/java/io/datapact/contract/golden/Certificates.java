package io.datapact.contract.golden;

import static io.datapact.contract.golden.GoldenBook.DAY;

import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.MemberCommand.RegisterCertificate;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import java.nio.charset.StandardCharsets;

/** Chapter 1: envelopes of every form, certificates registered, revoked and expired. */
final class Certificates {
    private final GoldenBook book;
    private final ConsortiumFixture fixture;

    Certificates(GoldenBook book) {
        this.book = book;
        this.fixture = book.fixture();
    }

    void tell() {
        beforeRegistration();
        book.story().registerCertificates();
        forms();
        registrations();
        admins();
        revocations();
        expiry();
    }

    private static SettlementCommand.PayOut harmless(long amount) {
        return new SettlementCommand.PayOut("CNY", amount, ConsortiumFixture.digest("order"));
    }

    private void beforeRegistration() {
        book.refuses("bank-a", Role.APPROVER, harmless(1), Reason.CERTIFICATE_UNKNOWN);
        RegisterCertificate approver = fixture.registration(fixture.identity("telco-b", Role.APPROVER));
        book.refuses("bank-a", Role.ADMIN, approver, Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses(
                "bank-a",
                Role.ADMIN,
                new MemberCommand.RegisterCertificate(
                        approver.member(), Role.NODE, approver.chain(), approver.possession()),
                Reason.MALFORMED);
        book.refuses(
                "telco-b",
                Role.ADMIN,
                new MemberCommand.RegisterCertificate(
                        approver.member(), approver.role(), approver.chain(), Bytes.of(new byte[] {0x30, 0})),
                Reason.MALFORMED);
    }

    private void forms() {
        TestIdentity node = fixture.identity("bank-a", Role.NODE);
        long live = book.time() + Header.START_VALIDITY_MILLIS;
        Header header = fixture.header(node, live);
        book.told("not json".getBytes(StandardCharsets.US_ASCII), "MALFORMED");
        book.told("{}".getBytes(StandardCharsets.US_ASCII), "MALFORMED");
        byte[] sealed = fixture.signed(node, header, harmless(1));
        String text = new String(sealed, StandardCharsets.UTF_8);
        book.told((" " + text).getBytes(StandardCharsets.UTF_8), "MALFORMED");
        book.told(
                text.replace("\"keyid\":\"\"", "\"keyid\":\"\",\"more\":1").getBytes(StandardCharsets.UTF_8),
                "MALFORMED");
        book.told(fixture.seal(node.key(), "application/vnd.in-toto+json", new byte[] {'{', '}'}), "MALFORMED");
        book.told(fixture.signed(fixture.identity("telco-b", Role.NODE), header, harmless(1)), "CERTIFICATE_UNKNOWN");
        Digest elsewhere = ConsortiumFixture.digest("another network");
        book.told(
                fixture.signed(
                        node, new Header(elsewhere, header.signer(), header.role(), header.nonce(), live), harmless(1)),
                "WRONG_NETWORK");
        book.told(fixture.signed(node, fixture.header(node, book.time() - 1), harmless(1)), "COMMAND_EXPIRED");
        book.told(fixture.signed(node, fixture.header(node, book.time() + DAY + 1), harmless(1)), "COMMAND_EXPIRED");
        book.told(
                fixture.signed(
                        node,
                        new Header(header.network(), header.signer(), Role.APPROVER, header.nonce(), live),
                        harmless(1)),
                "CERTIFICATE_WRONG_ROLE");
        book.told(sealed, "BALANCE_TOO_LOW");
    }

    private void registrations() {
        RegisterCertificate again = fixture.registration(fixture.identity("bank-a", Role.APPROVER));
        book.refuses("bank-a", Role.ADMIN, again, Reason.KEY_IN_USE);
        book.refuses("bank-a", Role.APPROVER, again, Reason.CERTIFICATE_WRONG_ROLE);
        TestAuthority other = TestAuthority.root(
                fixture.newIdentity("bank-a", Role.APPROVER, "other").key(),
                "another root",
                fixture.start() - DAY,
                fixture.start() + 365 * DAY);
        TestIdentity stranger = other.leaf("bank-a", Role.APPROVER, "stranger", fixture.start(), fixture.start() + DAY);
        book.refuses("bank-a", Role.ADMIN, fixture.registration(stranger), Reason.CERTIFICATE_UNKNOWN);
        TestIdentity early = leaf("early", fixture.start() + 30 * DAY, fixture.start() + 60 * DAY);
        book.refuses("bank-a", Role.ADMIN, fixture.registration(early), Reason.CERTIFICATE_NOT_YET);
        TestIdentity late = leaf("late", fixture.start() - DAY, fixture.start() - 1_000);
        book.refuses("bank-a", Role.ADMIN, fixture.registration(late), Reason.CERTIFICATE_EXPIRED);
    }

    private TestIdentity leaf(String handle, long notBefore, long notAfter) {
        return fixture.signingAuthority().leaf("bank-a", Role.APPROVER, handle, notBefore, notAfter);
    }

    private void admins() {
        TestIdentity second = fixture.newIdentity("bank-a", Role.ADMIN, "admin-2");
        TestIdentity helper = fixture.newIdentity("bank-a", Role.APPROVER, "helper");
        book.accepts("bank-a", Role.ADMIN, fixture.registration(second));
        RegisterCertificate registration = fixture.registration(helper);
        book.refuses(second, registration, Reason.CERTIFICATE_NOT_YET);
        book.pass(3_600_000).accepts(second, registration);
        byte[] twice = fixture.signed(
                second, new MemberCommand.RevokeCertificate(helper.digest(), "superseded", book.time()), book.time());
        book.told(twice, "ACCEPTED").pass(1_000).told(twice, "ALREADY_DECIDED");
        book.refuses(helper, harmless(1), Reason.CERTIFICATE_REVOKED);
    }

    private void revocations() {
        TestIdentity lost = fixture.newIdentity("telco-b", Role.AUTO_APPROVER, "lost");
        book.accepts("telco-b", Role.ADMIN, fixture.registration(lost));
        book.refuses("telco-b", Role.APPROVER, revoke(lost, 0), Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses("bank-a", Role.REVOKER, revoke(lost, 0), Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses("telco-b", Role.REVOKER, revoke(lost, 40 * DAY), Reason.OUTSIDE_WINDOW);
        book.refuses("telco-b", Role.REVOKER, revoke(lost, -DAY), Reason.OUTSIDE_WINDOW);
        TestIdentity unknown = fixture.newIdentity("telco-b", Role.APPROVER, "unknown");
        book.refuses("telco-b", Role.REVOKER, revoke(unknown, 0), Reason.CERTIFICATE_UNKNOWN);
        book.accepts("telco-b", Role.REVOKER, revoke(lost, 3_600_000));
        book.refuses("telco-b", Role.REVOKER, revoke(lost, 0), Reason.ALREADY_DECIDED);
    }

    private MemberCommand.RevokeCertificate revoke(TestIdentity identity, long ago) {
        return new MemberCommand.RevokeCertificate(identity.digest(), "key-compromise", book.time() - ago);
    }

    private void expiry() {
        TestIdentity brief = leaf("brief", fixture.start() - DAY, book.time() + 60_000);
        book.accepts("bank-a", Role.ADMIN, fixture.registration(brief));
        book.refuses(brief, harmless(1), Reason.BALANCE_TOO_LOW);
        book.pass(60_000).refuses(brief, harmless(1), Reason.CERTIFICATE_EXPIRED);
    }
}
