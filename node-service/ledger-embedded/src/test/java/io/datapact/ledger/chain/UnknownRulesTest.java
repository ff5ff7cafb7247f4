package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Frame;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.FixtureLedger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever replays entries, a follower or a host that starts anew, goes no further than its rules reach. */
class UnknownRulesTest {
    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();

    private final FixtureLedger ledger = FIXTURE.ledger();
    private final EntryCheck check =
            new EntryCheck(GenesisEntry.of(FIXTURE.genesis()), new RuleBook(FIXTURE.verifier()));

    private EntryCheck.Verdict verdict(Command command) {
        long time = FIXTURE.start() + 1_000;
        byte[] envelope = FIXTURE.signed("bank-a", Role.ADMIN, command, time);
        Digest payload = ((Parsed.Value<Dsse.Envelope>) Dsse.Envelope.parse(envelope))
                .value()
                .payloadDigest();
        LogEntry entry = new LogEntry(1, time, payload.value(), Bytes.of(envelope), List.of());
        return check.check(entry, 1, FIXTURE.start(), ledger.view());
    }

    private Frame frame() {
        return ledger.reader().read(MemberKeys.FRAME).orElseThrow();
    }

    @Test
    void an_upgrade_to_rules_that_are_not_here_does_not_follow() {
        Digest base = Digest.of(RecordCodec.of(Frame.class).encode(frame()));
        Motion motion = Motion.of(new Action.UpgradeRules(2), base, "0".repeat(32), FIXTURE.start() + 60_000);
        assertUnknown(verdict(new GovernanceCommand.Enact(motion)));
    }

    @Test
    void nothing_follows_in_a_state_under_rules_that_are_not_here() {
        Frame now = frame();
        Frame next = new Frame(now.network(), 2, now.policy(), now.reviewers(), now.currencies());
        String text = RecordCodec.of(Frame.class).text(next);
        ledger.force(new Write(MemberKeys.FRAME.path(), Optional.of(text)));
        assertUnknown(verdict(new GovernanceCommand.PauseBriefly(60)));
    }

    private static void assertUnknown(EntryCheck.Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        EntryCheck.Verdict.Fails.class,
                        fails -> assertThat(fails.detail()).contains("RULES_UNKNOWN: 2"));
    }
}
