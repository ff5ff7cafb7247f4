package io.datapact.contract.member;

import static io.datapact.contract.member.Bounds.MAXIMUM_AMOUNT;
import static io.datapact.contract.member.Bounds.RUNS;
import static io.datapact.contract.member.Bounds.VERSIONS;
import static io.datapact.contract.member.RecordSamples.ALGORITHM;
import static io.datapact.contract.member.RecordSamples.BANK;
import static io.datapact.contract.member.RecordSamples.CODE;
import static io.datapact.contract.member.RecordSamples.DIGEST;
import static io.datapact.contract.member.RecordSamples.FIXTURE;
import static io.datapact.contract.member.RecordSamples.LOANS;
import static io.datapact.contract.member.RecordSamples.RUN;
import static io.datapact.contract.member.RecordSamples.TASK;
import static io.datapact.contract.member.RecordSamples.registration;
import static io.datapact.contract.member.RecordSamples.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.evidence.ChainLink;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.RecordSamples.Row;
import io.datapact.contract.run.Ready;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.Locked;
import io.datapact.contract.settlement.Pay;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of records at their least and greatest, and one beyond. */
class RecordBoundsTest {
    private static final Story STORY = Story.begun(FIXTURE);
    private static final long DAY = 86_400;
    private static final long GROUP = 1_000_000;

    static Stream<Row> numbers() {
        return Stream.of(policies(), tasks(), standing(), datasets(), money(), evidence(), commands())
                .flatMap(List::stream);
    }

    private static List<Row> policies() {
        Policy policy = ConsortiumFixture.defaultPolicy();
        return List.of(
                new Row(policy, "maximumRunSeconds", 1, 7 * DAY),
                new Row(policy, "releaseSeconds", 1, DAY),
                new Row(policy, "windowSeconds", 0, 30 * DAY),
                new Row(policy, "approvalSeconds", 1, 180 * DAY),
                new Row(policy, "releaseSharePercent", 0, 100),
                new Row(policy, "silencePenalty", 0, MAXIMUM_AMOUNT),
                new Row(policy, "minimumGroup", 1, GROUP),
                new Row(policy, "reviewsNeeded", 0, 16),
                new Row(policy, "openTasks", 1, 10_000),
                new Row(policy, "denialsPerDay", 1, 10_000),
                new Row(policy, "adminDelaySeconds", 0, 30 * DAY),
                new Row(policy, "lookBackSeconds", 0, 365 * DAY),
                new Row(policy, "version", 1, VERSIONS),
                new Row(policy.disputes(), "bond", 0, MAXIMUM_AMOUNT),
                new Row(policy.disputes(), "arbiterSeconds", 1, 60 * DAY),
                new Row(policy.disputes(), "faultPenalty", 0, MAXIMUM_AMOUNT),
                new Row(policy.periods(), "days", 1, 3_660),
                new Row(new Witnesses(List.of(), 0), "needed", 0, 0));
    }

    private static List<Row> tasks() {
        return List.of(
                new Row(TASK, "slot", 1, 10_000),
                new Row(TASK, "policy", 1, VERSIONS),
                new Row(TASK.algorithm(), "version", 1, VERSIONS),
                new Row(TASK.inputs().get(0), "version", 1, VERSIONS),
                new Row(TASK.inputs().get(0), "sensitivity", 1, 5),
                new Row(TASK.inputs().get(0), "epsilonMicros", 0, MAXIMUM_AMOUNT),
                new Row(TASK.outputs().get(0), "minimumGroup", 1, GROUP),
                new Row(TASK.outputs().get(0), "maximumRows", 1, 100_000_000),
                new Row(TASK.limits(), "runs", 1, RUNS),
                new Row(TASK.limits(), "notBefore", 0, MAXIMUM_AMOUNT),
                new Row(TASK.limits(), "notAfter", 1, MAXIMUM_AMOUNT),
                new Row(TASK.limits(), "runSeconds", 1, 7 * DAY),
                new Row(TASK.terms(), "price", 0, MAXIMUM_AMOUNT),
                new Row(TASK.terms().fee(), "amount", 0, MAXIMUM_AMOUNT),
                new Row(TASK.terms().shares().get(0), "weight", 0, 1_000_000),
                new Row(new Arbiters(List.of(), 0), "needed", 0, 7),
                new Row(RUN, "run", 1, RUNS));
    }

    private static List<Row> standing() {
        StandingTemplate template = template();
        return List.of(
                new Row(template, "version", 1, VERSIONS),
                new Row(template, "minimumGroup", 1, GROUP),
                new Row(template, "maximumRows", 1, 100_000_000),
                new Row(template, "mostPrice", 10, MAXIMUM_AMOUNT),
                new Row(template, "leastPrice", 0, 50),
                new Row(template, "leastOwn", 0, 50),
                new Row(template, "epsilonMicros", 0, MAXIMUM_AMOUNT),
                new Row(template, "runs", 1, RUNS),
                new Row(StandingCaps.NONE, "runs", 0, MAXIMUM_AMOUNT),
                new Row(StandingCaps.NONE, "epsilonMicros", 0, MAXIMUM_AMOUNT),
                new Row(StandingCaps.NONE, "price", 0, MAXIMUM_AMOUNT));
    }

    private static List<Row> datasets() {
        Terms terms = STORY.terms(5, List.of());
        Column decimal = new Column("amount", ColumnType.DECIMAL, 2, 1, false);
        DatasetCommand.PublishVersion publish = STORY.publish(LOANS, Story.loansSchema(), terms);
        return List.of(
                new Row(terms, "uses", 0, 1_000_000),
                new Row(terms, "epsilonMicros", 0, MAXIMUM_AMOUNT),
                new Row(terms, "usesPerPeriod", 0, 1_000_000),
                new Row(terms, "epsilonMicrosPerPeriod", 0, MAXIMUM_AMOUNT),
                new Row(terms, "expires", 1, MAXIMUM_AMOUNT),
                new Row(terms, "minimumGroup", 1, GROUP),
                new Row(terms, "pricePerUse", 0, MAXIMUM_AMOUNT),
                new Row(terms, "retentionDays", 0, 36_500),
                new Row(decimal, "scale", 0, 9),
                new Row(decimal, "sensitivity", 1, 5),
                new Row(new Column("id", ColumnType.TEXT, 0, 1, false), "scale", 0, 0),
                new Row(publish, "version", 1, VERSIONS),
                new Row(
                        new DatasetVersion(LOANS, 1, Story.loansSchema(), "0", DIGEST, terms, 1),
                        "version",
                        1,
                        VERSIONS));
    }

    private static List<Row> money() {
        return List.of(
                new Row(new Locked(BANK, "CNY", 1), "amount", 0, MAXIMUM_AMOUNT),
                new Row(new Pay(BANK, 1, false), "amount", 0, MAXIMUM_AMOUNT),
                new Row(new Account(1), "balance", 0, MAXIMUM_AMOUNT),
                new Row(new Dispute(CODE, DIGEST, 1, 1), "bond", 0, MAXIMUM_AMOUNT),
                new Row(new Payout(1, DIGEST, 1), "amount", 1, MAXIMUM_AMOUNT),
                new Row(new SettlementCommand.PayIn("CNY", DIGEST, BANK, 1), "amount", 1, MAXIMUM_AMOUNT),
                new Row(new SettlementCommand.PayOut("CNY", 1, DIGEST), "amount", 1, MAXIMUM_AMOUNT));
    }

    private static List<Row> evidence() {
        Optional<Digest> previous = Optional.of(DIGEST);
        Ready ready = FIXTURE.readyOf("bank-a", RUN, TASK.digest(), STORY.time());
        return List.of(
                new Row(new ChainLink(TASK.task(), BANK, DIGEST, 7, previous, 1), "counter", 2, 100_000),
                new Row(new DeletedRows(LOANS, 1, Optional.empty()), "version", 1, VERSIONS),
                new Row(new DeletedRows.RowRange(3, 9), "first", 0, 9),
                new Row(new DeletedRows.RowRange(3, 9), "last", 3, MAXIMUM_AMOUNT),
                new Row(new Denial.Overflow(1, DIGEST), "count", 1, MAXIMUM_AMOUNT),
                new Row(ready, "checkpointSize", 0, MAXIMUM_AMOUNT),
                new Row(STORY.ledger().entries().get(1), "position", 0, MAXIMUM_AMOUNT),
                new Row(STORY.ledger().entries().get(1), "time", 0, MAXIMUM_AMOUNT),
                new Row(new EvidenceCommand.AnchorEvidence(RUN, 1, DIGEST, 1), "seq", 1, VERSIONS),
                new Row(new EvidenceCommand.AnchorEvidence(RUN, 1, DIGEST, 1), "count", 1, MAXIMUM_AMOUNT),
                new Row(denial(), "day", 0, VERSIONS),
                new Row(denial(), "seq", 1, VERSIONS),
                new Row(
                        new EvidenceCommand.RecordDeletion(Optional.empty(), Optional.of(TASK.task()), 1),
                        "seq",
                        1,
                        VERSIONS));
    }

    private static EvidenceCommand.RecordDenial denial() {
        return new EvidenceCommand.RecordDenial(BANK, 1, 1, Bytes.of(new byte[1]), "MALFORMED", Optional.empty());
    }

    private static List<Row> commands() {
        long slots = TaskCommand.MAXIMUM_AFTER;
        return List.of(
                new Row(new AlgorithmCommand.RetireAlgorithm(ALGORITHM, 1), "version", 1, VERSIONS),
                new Row(new AlgorithmCommand.ReviewAlgorithm(ALGORITHM, 1, DIGEST, true), "version", 1, VERSIONS),
                new Row(registration(), "version", 1, VERSIONS),
                new Row(new GovernanceCommand.PauseBriefly(1), "seconds", 1, DAY),
                new Row(
                        new MemberCommand.RevokeCertificate(DIGEST, "superseded", 1),
                        "invalidityDate",
                        0,
                        MAXIMUM_AMOUNT),
                new Row(approval(), "after", 0, slots),
                new Row(new TaskCommand.RevokeApproval(TASK.task(), 1, Optional.empty()), "after", 0, slots + 1));
    }

    private static TaskCommand.ApproveTask approval() {
        return new TaskCommand.ApproveTask(TASK.task(), DIGEST, 1, Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbers_are_taken_from_the_least_to_the_greatest(Row row) {
        for (long fits : new long[] {row.least(), row.most()}) {
            assertThat(RecordCopy.with(row.record(), row.component(), fits)).isNotNull();
        }
        for (long beyond : new long[] {row.least() - 1, row.most() + 1}) {
            assertThatThrownBy(() -> RecordCopy.with(row.record(), row.component(), beyond))
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .rootCause()
                    .hasMessageStartingWith("expected ");
        }
    }
}
