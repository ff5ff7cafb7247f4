package io.datapact.audit;

import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.Outcome.Posting;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.TestIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Stories whose clocks, serials, witnesses, penalties or refunds are wrong, by the rule that each violates. */
final class WrongTimes {
    private static final MemberId TELCO = new MemberId("telco-b");

    private WrongTimes() {}

    static Map<String, Supplier<AuditStory>> byRule() {
        Map<String, Supplier<AuditStory>> stories = new TreeMap<>();
        stories.put("D05", OneSerialTwice::new);
        stories.put("E02", FalseWitness::new);
        stories.put("E06", ClockSetBack::new);
        stories.put("S05", PenaltyWithoutFault::new);
        stories.put("S06", RefundFromOther::new);
        return stories;
    }

    /** The fixture's serials follow from keys, so one key gives one serial. */
    private static final class OneSerialTwice extends AuditStory {
        private static final long DAY = 86_400_000;

        @Override
        void propose() {
            TestIdentity first = fixture.identity("telco-b", Role.APPROVER);
            TestIdentity second = fixture.signingAuthority()
                    .leaf(first.key(), "telco-b", Role.APPROVER, "approver-9", time - DAY, time + DAY);
            time += STEP_MILLIS;
            byte[] envelope = signed("telco-b", Role.ADMIN, fixture.registration(second));
            Write keyIsFree =
                    new Write(MemberKeys.spki(Digest.of(first.key().spki())).path(), Optional.empty());
            host.force(envelope, time, host.decide(envelope, host.with(keyIsFree), time));
            super.propose();
        }
    }

    /** A witness that the network requires, and a signature of its name that does not hold. */
    static final class FalseWitness extends AuditStory {
        private final NoteKey key =
                new NoteKey("witness.example", fixture.logSigner().key().publicKey());

        @Override
        void propose() {
            Witnesses witnesses = new Witnesses(List.of(new Witnesses.Witness(TELCO, key)), 0);
            WrongApprovals.forcePayIn(this, Forgery.put(GovernanceKeys.WITNESSES, witnesses));
            super.propose();
        }

        @Override
        SignedNote note() {
            byte[] signature = Arrays.copyOf(new WitnessKey(key.name(), key.publicKey()).id(), 76);
            return super.note().with(List.of(new SignedNote.Line(key.name(), Bytes.of(signature))));
        }
    }

    private static final class ClockSetBack extends AuditStory {
        @Override
        void collect() {
            super.collect();
            time -= 5 * STEP_MILLIS;
            tell("bank-a", Role.NODE, anchorOf("bank-a", 2));
        }
    }

    /** An outcome in which a posting comes from somebody else. */
    private static List<Write> from(List<Write> writes, AuditStory story, String cause, String member) {
        UnaryOperator<Outcome> change = right -> new Outcome(
                right.kind(),
                right.row(),
                right.postings().stream()
                        .map(posting -> posting.cause().equals(cause)
                                ? new Posting(posting.to(), posting.amount(), cause, new MemberId(member))
                                : posting)
                        .toList(),
                right.at());
        return Forgery.change(writes, SettlementKeys.outcome(story.run), change);
    }

    private static final class PenaltyWithoutFault extends OtherEndingsTest.Silent {
        PenaltyWithoutFault() {
            super("telco-b");
        }

        @Override
        void settle() {
            time += OtherEndingsTest.LATE_MILLIS;
            host.forceChanged(
                    signed("telco-b", Role.NODE, new CloseRun(run)),
                    time,
                    writes -> from(writes, this, "penalty", "bank-a"));
        }
    }

    private static final class RefundFromOther extends OtherEndingsTest.Aborted {
        @Override
        void settle() {
            time += OtherEndingsTest.LATE_MILLIS;
            host.forceChanged(
                    signed("telco-b", Role.NODE, new CloseRun(run)),
                    time,
                    writes -> from(writes, this, "refund", "telco-b"));
        }
    }
}
