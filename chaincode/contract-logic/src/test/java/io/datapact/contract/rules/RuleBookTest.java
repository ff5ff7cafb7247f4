package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Header;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.TestIdentity;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each half of the rule book by itself, and what changes between them: hosts authenticate long before they decide. */
class RuleBookTest {
    private final Scenario scenario = Scenario.begun();
    private final ConsortiumFixture fixture = scenario.fixture();
    private final TestIdentity signer = fixture.identity("bank-a", Role.APPROVER);
    private final StateKey<Certificate> certificate = MemberKeys.certificate(signer.digest());
    private final long time = scenario.time();
    private final byte[] envelope =
            fixture.signed(signer, new TaskCommand.ProposeTask(fixture.aTask().build()), time);

    private Authentication authenticate(long t) {
        return scenario.ledger()
                .rules()
                .authenticate(envelope, scenario.ledger().view(), new TxContext(t, "tx"));
    }

    private void refusedAtOnce(Reason reason) {
        assertThat(authenticate(time))
                .isInstanceOfSatisfying(
                        Authentication.Refused.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(reason));
    }

    /** What is decided where the state changed, or time went on, after the command was authenticated. */
    private Decision decidedLater(Consumer<Scenario> change, long t) {
        Authentication.Authenticated authenticated = (Authentication.Authenticated) authenticate(time);
        change.accept(scenario);
        return scenario.ledger().rules().decide(scenario.ledger().view(), authenticated, new TxContext(t, "tx"));
    }

    private void refusedLater(Consumer<Scenario> change, Reason reason) {
        assertThat(Scenario.reasonOf(decidedLater(change, time))).contains(reason);
    }

    private Consumer<Scenario> certificate(String component, Object value) {
        return changed -> changed.edit(certificate, c -> RecordCopy.with(c, component, value));
    }

    @Test
    void what_was_authenticated_is_decided_until_its_time_is_over() {
        long last = time + Header.START_VALIDITY_MILLIS;
        assertThat(decidedLater(same -> {}, last)).isInstanceOf(Decision.Accepted.class);
        assertThat(Scenario.reasonOf(decidedLater(same -> {}, last + 1))).contains(Reason.COMMAND_EXPIRED);
    }

    @Test
    void a_certificate_revoked_after_the_authentication_decides_nothing() {
        refusedLater(changed -> changed.edit(certificate, c -> Bent.revoked(c, time)), Reason.CERTIFICATE_REVOKED);
    }

    @Test
    void a_certificate_that_expired_after_the_authentication_decides_nothing() {
        refusedLater(certificate("notAfter", time - 1), Reason.CERTIFICATE_EXPIRED);
    }

    @Test
    void a_certificate_of_another_key_does_not_stand_for_the_one_that_signed() {
        Bytes other = Bytes.of(new byte[] {1});
        refusedLater(certificate("spki", other), Reason.CERTIFICATE_UNKNOWN);
    }

    @Test
    void a_network_recovered_after_the_authentication_is_another() {
        Digest network = ConsortiumFixture.digest("recovered");
        refusedLater(
                changed -> changed.edit(
                        MemberKeys.FRAME,
                        f -> new Frame(network, f.rulesVersion(), f.policy(), f.reviewers(), f.currencies())),
                Reason.WRONG_NETWORK);
    }

    @Test
    void a_certificate_that_does_not_stand_authenticates_nothing() {
        scenario.edit(certificate, c -> Bent.revoked(c, time));
        refusedAtOnce(Reason.CERTIFICATE_REVOKED);
    }

    @Test
    void a_certificate_signs_from_its_first_moment_to_its_last() {
        certificate("notBefore", time).accept(scenario);
        certificate("effectiveFrom", time).accept(scenario);
        certificate("notAfter", time).accept(scenario);
        assertThat(authenticate(time)).isInstanceOf(Authentication.Authenticated.class);
        certificate("notBefore", time + 1).accept(scenario);
        refusedAtOnce(Reason.CERTIFICATE_NOT_YET);
        certificate("notBefore", time).accept(scenario);
        certificate("effectiveFrom", time + 1).accept(scenario);
        refusedAtOnce(Reason.CERTIFICATE_NOT_YET);
        certificate("effectiveFrom", time).accept(scenario);
        certificate("notAfter", time - 1).accept(scenario);
        refusedAtOnce(Reason.CERTIFICATE_EXPIRED);
    }
}
