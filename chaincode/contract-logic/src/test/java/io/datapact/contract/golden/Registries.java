package io.datapact.contract.golden;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.AlgorithmCommand.RegisterAlgorithm;
import io.datapact.contract.command.AlgorithmCommand.RetireAlgorithm;
import io.datapact.contract.command.AlgorithmCommand.ReviewAlgorithm;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.DatasetCommand.RegisterDataset;
import io.datapact.contract.command.DatasetCommand.WithdrawDataset;
import io.datapact.contract.command.EvidenceCommand.RecordDeletion;
import io.datapact.contract.command.SettlementCommand.Collect;
import io.datapact.contract.command.SettlementCommand.PayIn;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;

/** Chapter 2: datasets, algorithms, money in and out. */
final class Registries {
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");
    private static final DatasetId DERIVED = new DatasetId("bank-a/loans-2025");
    private static final DatasetId NOWHERE = new DatasetId("bank-a/nowhere");
    private static final AlgorithmId STATISTICS = new AlgorithmId("clearing-c/mpc-statistics");

    private final GoldenBook book;

    Registries(GoldenBook book) {
        this.book = book;
    }

    void tell() {
        datasets();
        deletions();
        algorithms();
        payIns();
        collections();
    }

    private void datasets() {
        Story story = book.story();
        story.registerDatasets();
        book.refuses("bank-a", Role.APPROVER, new RegisterDataset(LOANS, Optional.empty()), Reason.KEY_IN_USE);
        book.refuses(
                "bank-a",
                Role.APPROVER,
                new RegisterDataset(DERIVED, Optional.of(new DatasetId("telco-b/subscribers"))),
                Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses(
                "bank-a", Role.APPROVER, new RegisterDataset(DERIVED, Optional.of(NOWHERE)), Reason.DATASET_WITHDRAWN);
        book.accepts("bank-a", Role.APPROVER, new RegisterDataset(DERIVED, Optional.of(LOANS)));
        DatasetCommand first = story.publish(DERIVED, Story.loansSchema(), story.terms(0, List.of()));
        book.refuses("telco-b", Role.APPROVER, first, Reason.CERTIFICATE_WRONG_ROLE);
        book.accepts("bank-a", Role.APPROVER, first);
        book.refuses("bank-a", Role.APPROVER, first, Reason.NOT_NEXT);
        book.refuses("bank-a", Role.APPROVER, new WithdrawDataset(NOWHERE), Reason.DATASET_WITHDRAWN);
    }

    private void deletions() {
        book.refuses("bank-a", Role.NODE, rows(DERIVED, 2, 0, 1), Reason.DATASET_WITHDRAWN);
        book.refuses("bank-a", Role.NODE, rows(DERIVED, 1, 0, 2), Reason.NOT_NEXT);
        book.accepts("bank-a", Role.NODE, rows(DERIVED, 1, 0, 1));
        book.accepts("bank-a", Role.NODE, rows(DERIVED, 1, 10, 2));
        book.accepts("bank-a", Role.NODE, whole(DERIVED, 3));
        book.refuses("bank-a", Role.NODE, whole(DERIVED, 4), Reason.ALREADY_DECIDED);
        book.refuses("telco-b", Role.NODE, whole(DERIVED, 4), Reason.CERTIFICATE_WRONG_ROLE);
        book.accepts("bank-a", Role.APPROVER, new WithdrawDataset(DERIVED));
        book.refuses("bank-a", Role.APPROVER, new WithdrawDataset(DERIVED), Reason.ALREADY_DECIDED);
        Story story = book.story();
        book.refuses(
                "bank-a",
                Role.APPROVER,
                story.publish(DERIVED, Story.loansSchema(), story.terms(0, List.of())),
                Reason.DATASET_WITHDRAWN);
    }

    private static RecordDeletion rows(DatasetId dataset, long version, long from, long seq) {
        DeletedRows rows = new DeletedRows(dataset, version, Optional.of(new DeletedRows.RowRange(from, from + 9)));
        return new RecordDeletion(Optional.of(rows), Optional.empty(), seq);
    }

    private static RecordDeletion whole(DatasetId dataset, long seq) {
        return new RecordDeletion(Optional.of(new DeletedRows(dataset, 1, Optional.empty())), Optional.empty(), seq);
    }

    private void algorithms() {
        book.refuses("clearing-c", Role.APPROVER, algorithm(2), Reason.NOT_NEXT);
        book.refuses("clearing-c", Role.APPROVER, review(1, Story.pluginDigest()), Reason.ALGORITHM_NOT_ACCEPTED);
        book.refuses("clearing-c", Role.APPROVER, new RetireAlgorithm(STATISTICS, 1), Reason.ALGORITHM_NOT_ACCEPTED);
        book.story().registerAlgorithm();
        book.refuses("clearing-c", Role.APPROVER, algorithm(1), Reason.KEY_IN_USE);
        book.refuses("bank-a", Role.APPROVER, review(1, Story.pluginDigest()), Reason.CERTIFICATE_WRONG_ROLE);
        Digest other = ConsortiumFixture.digest("another plugin");
        book.refuses("clearing-c", Role.APPROVER, review(1, other), Reason.MANIFEST_MISMATCH);
        book.accepts("clearing-c", Role.APPROVER, algorithm(2));
        book.accepts("clearing-c", Role.APPROVER, new RetireAlgorithm(STATISTICS, 2));
        book.refuses("clearing-c", Role.APPROVER, new RetireAlgorithm(STATISTICS, 2), Reason.ALREADY_DECIDED);
    }

    private static AlgorithmCommand algorithm(long version) {
        return new RegisterAlgorithm(
                STATISTICS,
                version,
                new Code("datapact/mpc-statistics"),
                Story.pluginDigest(),
                ConsortiumFixture.digest("descriptor"),
                List.of(new Code("group-by")),
                new Code("semi-honest-3pc"),
                new Code("shares"),
                false);
    }

    private static AlgorithmCommand review(long version, Digest plugin) {
        return new ReviewAlgorithm(STATISTICS, version, plugin, true);
    }

    private void payIns() {
        Digest reference = ConsortiumFixture.digest("reference 1");
        PayIn one = new PayIn("CNY", reference, new MemberId("bank-a"), 5_000);
        book.refuses("bank-a", Role.MARKET, one, Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses(
                "clearing-c", Role.MARKET, new PayIn("EUR", reference, one.member(), 1), Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses(
                "clearing-c", Role.MARKET, new PayIn("CNY", reference, new MemberId("nobody"), 1), Reason.NOT_A_PARTY);
        book.accepts("clearing-c", Role.MARKET, one);
        book.refuses("clearing-c", Role.MARKET, one, Reason.KEY_IN_USE);
    }

    private void collections() {
        Collect one = new Collect("CNY", List.of(ConsortiumFixture.digest("reference 1")), List.of());
        book.refuses("telco-b", Role.MARKET, one, Reason.NOT_A_PARTY);
        book.refuses(
                "bank-a",
                Role.MARKET,
                new Collect("CNY", List.of(ConsortiumFixture.digest("reference 2")), List.of()),
                Reason.FUNDS_MISSING);
        book.accepts("bank-a", Role.MARKET, one);
        book.refuses("bank-a", Role.APPROVER, one, Reason.ALREADY_DECIDED);
        Digest much = ConsortiumFixture.digest("too much");
        book.accepts("clearing-c", Role.MARKET, new PayIn("CNY", much, new MemberId("bank-a"), Bounds.MAXIMUM_AMOUNT));
        book.refuses("bank-a", Role.MARKET, new Collect("CNY", List.of(much), List.of()), Reason.QUOTA_EXCEEDED);
        Digest order = ConsortiumFixture.digest("order 1");
        book.refuses("bank-a", Role.ADMIN, new PayOut("CNY", 5_001, order), Reason.BALANCE_TOO_LOW);
        book.accepts("bank-a", Role.ADMIN, new PayOut("CNY", 5_000, order));
        book.story().payIn("bank-a", 4_000_000);
        book.story().payIn("telco-b", 500_000);
        book.story().payIn("clearing-c", 500_000);
    }
}
