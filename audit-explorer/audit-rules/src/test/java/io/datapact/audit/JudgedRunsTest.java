package io.datapact.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.report.AuditReport;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.EvidenceCommand.RecordDeletion;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.OpenDispute;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.Ruling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of money and D04 on histories with disputes, rulings, attested weights, pay-outs and deletions. */
class JudgedRunsTest {
    private static final Verdict SETTLE = JudgedStory.verdict(PriceRuling.SETTLE, List.of(), List.of());
    private static final Verdict REFUND = JudgedStory.verdict(PriceRuling.REFUND, List.of(), List.of());
    private static final Verdict FAULT =
            JudgedStory.verdict(PriceRuling.REFUND, List.of(JudgedStory.TELCO), List.of(JudgedStory.BANK));
    private static final Verdict FRIVOLOUS =
            JudgedStory.verdict(PriceRuling.SETTLE, List.of(), List.of(), JudgedStory.TELCO);

    private static final Map<String, Supplier<JudgedStory>> RIGHT = right();
    private static final Map<String, Supplier<JudgedStory>> WRONG = wrong();

    private static Map<String, Supplier<JudgedStory>> right() {
        Map<String, Supplier<JudgedStory>> stories = new TreeMap<>();
        stories.put("settled", () -> new JudgedStory(Optional.of(SETTLE), 3L, 1L));
        stories.put("refunded with a fault", () -> new JudgedStory(Optional.of(FAULT), 3L, 1L));
        stories.put("frivolous, equal weights", () -> new JudgedStory(Optional.of(FRIVOLOUS), 0L, 0L));
        stories.put("arbiter silent", () -> new JudgedStory(Optional.empty(), 1L, 2L));
        return stories;
    }

    private static Map<String, Supplier<JudgedStory>> wrong() {
        Map<String, Supplier<JudgedStory>> stories = new TreeMap<>();
        stories.put("S02 settled against the ruling", () -> new ClosedAsThough(REFUND, SETTLE));
        stories.put("S02 lost bond returned", () -> new ClosedAsThough(FRIVOLOUS, SETTLE));
        stories.put("S04 closed while the arbiter may answer", ClosedEarly::new);
        stories.put("S04 dispute rewritten", DisputeRewritten::new);
        stories.put("S03 bond locked from nowhere", BondFromNowhere::new);
        stories.put("S03 less paid out than debited", LessPaidOut::new);
        stories.put("D04 rows of another deleted", OthersRows::new);
        stories.put("D04 results deleted by nobody who has them", OthersResults::new);
        return stories;
    }

    static Stream<String> rightOnes() {
        return RIGHT.keySet().stream();
    }

    static Stream<String> wrongOnes() {
        return WRONG.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rightOnes")
    void nothing_is_violated_however_a_dispute_ends(String name) {
        AuditStory story = RIGHT.get(name).get().told();

        AuditReport report = TestBundles.verify(story.bundle(), TestBundles.roots(story.fixture));

        assertThat(report.rules(io.datapact.audit.rule.Verdict.VIOLATED))
                .as(report.text())
                .isEmpty();
        assertThat(report.rules(io.datapact.audit.rule.Verdict.HOLDS))
                .contains("S01", "S02", "S03", "S04", "B09", "D04", "E12");
        assertThat(report.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("wrongOnes")
    void what_goes_wrong_violates_exactly_its_rule(String name) {
        AuditStory story = WRONG.get(name).get().told();

        AuditReport report = TestBundles.verifyAsHost(story, story.bundle());

        assertThat(report.rules(io.datapact.audit.rule.Verdict.VIOLATED))
                .as(report.text())
                .containsExactly(name.substring(0, 3));
    }

    /** Closed as though the arbiter had ruled otherwise. */
    private static final class ClosedAsThough extends JudgedStory {
        private final Verdict other;

        ClosedAsThough(Verdict ruled, Verdict other) {
            super(Optional.of(ruled), 3L, 1L);
            this.other = other;
        }

        @Override
        void close() {
            StateKey<Ruling> key = SettlementKeys.ruling(run, new MemberId("clearing-c"));
            Ruling recorded = host.reader().read(key).orElseThrow();
            byte[] envelope = signed("telco-b", Role.NODE, new CloseRun(run));
            Write ruling = Forgery.put(key, new Ruling(other, recorded.at()));
            host.force(envelope, time, host.decide(envelope, host.with(ruling), time));
        }
    }

    private static final class ClosedEarly extends JudgedStory {
        ClosedEarly() {
            super(Optional.empty(), 1L, 1L);
        }

        @Override
        void settle() {
            dispute();
            time += WINDOW_MILLIS;
            long late = time + ARBITERS_MILLIS;
            List<Write> later =
                    host.decide(fixture.signed("telco-b", Role.NODE, new CloseRun(run), late), host.with(), late);
            host.force(signed("telco-b", Role.NODE, new CloseRun(run)), time, later);
        }
    }

    private static final class DisputeRewritten extends JudgedStory {
        DisputeRewritten() {
            super(Optional.of(SETTLE), 1L, 1L);
        }

        @Override
        void dispute() {
            super.dispute();
            StateKey<Dispute> key = SettlementKeys.dispute(run, TELCO);
            Dispute told = host.reader().read(key).orElseThrow();
            WrongApprovals.forcePayIn(
                    this, Forgery.put(key, new Dispute(new Code("other"), told.statement(), told.bond(), told.at())));
        }
    }

    /** A command whose writes are changed. */
    private abstract static class Changed extends JudgedStory {
        Changed() {
            super(Optional.of(SETTLE), 1L, 1L);
        }

        final void tellChanged(String member, Command command, UnaryOperator<List<Write>> change) {
            time += STEP_MILLIS;
            host.forceChanged(signed(member, Role.NODE, command), time, change);
        }
    }

    private static final class BondFromNowhere extends Changed {
        @Override
        void dispute() {
            OpenDispute command =
                    new OpenDispute(run, new Code("result/unreadable"), ConsortiumFixture.digest("statement"));
            tellChanged(
                    "telco-b",
                    command,
                    writes -> writes.stream()
                            .filter(write -> !write.key().startsWith("acct/"))
                            .toList());
        }
    }

    private static final class LessPaidOut extends Changed {
        @Override
        void payOut() {
            PayOut command = new PayOut("CNY", 1_234, ConsortiumFixture.digest("order"));
            tellChanged(
                    "bank-a",
                    command,
                    writes -> writes.stream()
                            .map(write -> write.key().startsWith("payout/")
                                    ? Forgery.put(
                                            new StateKey<>(write.key(), Payout.class),
                                            new Payout(1_233, command.order(), time))
                                    : write)
                            .toList());
        }
    }

    /** A deletion told by a member that the host takes for another. */
    private abstract static class DeletedByOther extends Changed {
        final void deleteAs(String signer, String taken, RecordDeletion deletion) {
            time += STEP_MILLIS;
            List<Write> writes = host.decide(signed(taken, Role.NODE, deletion), host.with(), time);
            host.force(signed(signer, Role.NODE, deletion), time, writes);
        }
    }

    private static final class OthersRows extends DeletedByOther {
        @Override
        void delete() {
            DeletedRows rows = new DeletedRows(new DatasetId("telco-b/subscribers"), 1, Optional.empty());
            deleteAs("bank-a", "telco-b", new RecordDeletion(Optional.of(rows), Optional.empty(), 1));
        }
    }

    private static final class OthersResults extends DeletedByOther {
        @Override
        void delete() {
            deleteAs("telco-b", "bank-a", new RecordDeletion(Optional.empty(), Optional.of(manifest.task()), 1));
        }
    }
}
