package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.Header;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Certificate chains inside commands cost a host nothing unless a registered certificate signed the command. */
class ChainWorkTest {
    private static final long DAY = 86_400_000L;

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final Story story = Story.begun(fixture);
    private final TestIdentity admin = fixture.identity("bank-a", Role.ADMIN);
    private final List<Bytes> broken = broken();

    private final AtomicInteger verified = new AtomicInteger();
    private final SignatureVerifier verifier = new JcaSignatureVerifier(Optional.empty());
    private final RuleBook rules = new RuleBook((spki, message, signature) -> {
        verified.incrementAndGet();
        return verifier.verify(spki, message, signature);
    });

    /** A chain whose names fit, with a leaf that another authority of the same name signed. */
    private List<Bytes> broken() {
        long start = fixture.start();
        TestIdentity imitated = TestAuthority.root("r", start - DAY, start + DAY)
                .intermediate("fixture signing", start - DAY, start + DAY)
                .leaf("insurer-d", Role.ADMIN, "a", start - DAY, start + DAY);
        return List.of(imitated.chain().get(0), admin.chain().get(1));
    }

    private List<Command> commands() {
        Action joining = new Action.AddMember(
                new MemberId("insurer-d"),
                List.of(),
                List.of(fixture.root().certificate()),
                Stream.generate(() -> broken).limit(8).toList());
        Motion motion = Motion.of(joining, Motion.ABSENT, "0".repeat(32), story.time() + DAY);
        return List.of(
                new GovernanceCommand.Vote(motion, true),
                new GovernanceCommand.Enact(motion),
                new MemberCommand.RegisterCertificate(new MemberId("insurer-d"), Role.ADMIN, broken, broken.get(0)));
    }

    private Optional<Reason> reason(TestIdentity signer, Header header, Command command) {
        verified.set(0);
        byte[] envelope = fixture.signed(signer, header, command);
        return Scenario.reasonOf(rules.apply(envelope, story.ledger().view(), new TxContext(story.time(), "tx")));
    }

    private Header header(TestIdentity signer) {
        return fixture.header(signer, story.time() + Header.START_VALIDITY_MILLIS);
    }

    @Test
    void whoever_is_unknown_or_signs_for_another_has_no_chain_verified() {
        TestIdentity stranger = fixture.newIdentity("bank-a", Role.ADMIN, "stranger");
        TestIdentity forger = new TestIdentity("bank-a", Role.ADMIN, "forger", TestKey.generate(), admin.chain());
        for (Command command : commands()) {
            assertThat(reason(stranger, header(stranger), command)).contains(Reason.CERTIFICATE_UNKNOWN);
            assertThat(verified).hasValue(0);
            assertThat(reason(forger, header(admin), command)).contains(Reason.CERTIFICATE_UNKNOWN);
            assertThat(verified.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_broken_chain_goes_before_all_else_for_whoever_signed_the_command() {
        for (Command command : commands()) {
            Header good = header(admin);
            Header elsewhere = new Header(
                    ConsortiumFixture.digest("other"), good.signer(), Role.NODE, good.nonce(), good.validUntil() + DAY);
            assertThat(reason(admin, good, command)).contains(Reason.MALFORMED);
            assertThat(reason(admin, elsewhere, command)).contains(Reason.MALFORMED);
        }
    }
}
