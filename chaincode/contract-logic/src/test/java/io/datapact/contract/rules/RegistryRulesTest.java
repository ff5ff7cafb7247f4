package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Datasets and algorithms. */
class RegistryRulesTest {
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");
    private static final DatasetId DERIVED = new DatasetId("bank-a/loans-2026");
    private static final AlgorithmId STATISTICS = new AlgorithmId("clearing-c/mpc-statistics");

    private final Scenario scenario = Scenario.begun();

    private DatasetCommand.PublishVersion version(DatasetId dataset, long version) {
        Terms terms = scenario.story().terms(0, List.of());
        return new DatasetCommand.PublishVersion(
                dataset, version, Story.loansSchema(), "1-999", ConsortiumFixture.digest("root"), terms);
    }

    private static AlgorithmCommand.RegisterAlgorithm algorithm(AlgorithmId id, long version) {
        return new AlgorithmCommand.RegisterAlgorithm(
                id,
                version,
                new Code("datapact/mpc-statistics"),
                Story.pluginDigest(),
                ConsortiumFixture.digest("descriptor"),
                List.of(new Code("group-by")),
                new Code("semi-honest-3pc"),
                new Code("shares"),
                false);
    }

    @Test
    void a_dataset_is_registered_once_by_the_member_whose_name_it_bears() {
        DatasetCommand.RegisterDataset command = new DatasetCommand.RegisterDataset(DERIVED, Optional.empty());
        scenario.refuses("telco-b", Role.APPROVER, command, Reason.CERTIFICATE_WRONG_ROLE, "bank-a");
        scenario.refuses("bank-a", Role.NODE, command, Reason.CERTIFICATE_WRONG_ROLE, "node");
        scenario.accepts("bank-a", Role.APPROVER, command);
        scenario.refuses("bank-a", Role.APPROVER, command, Reason.KEY_IN_USE, DERIVED.value());
    }

    @Test
    void a_lineage_is_the_owners_own_and_leads_to_its_root() {
        scenario.accepts("bank-a", Role.APPROVER, new DatasetCommand.RegisterDataset(DERIVED, Optional.of(LOANS)));
        DatasetId third = new DatasetId("bank-a/third");
        scenario.accepts("bank-a", Role.APPROVER, new DatasetCommand.RegisterDataset(third, Optional.of(DERIVED)));
        assertThat(scenario.read(DatasetKeys.dataset(third)).orElseThrow().lineageRoot())
                .isEqualTo(LOANS);
        DatasetId fourth = new DatasetId("bank-a/fourth");
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new DatasetCommand.RegisterDataset(fourth, Optional.of(new DatasetId("bank-a/nothing"))),
                Reason.DATASET_WITHDRAWN,
                "bank-a/nothing");
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new DatasetCommand.RegisterDataset(fourth, Optional.of(new DatasetId("telco-b/subscribers"))),
                Reason.CERTIFICATE_WRONG_ROLE,
                "telco-b");
    }

    @Test
    void versions_follow_each_other() {
        scenario.refuses("bank-a", Role.APPROVER, version(LOANS, 1), Reason.NOT_NEXT, "version");
        scenario.refuses("bank-a", Role.APPROVER, version(LOANS, 3), Reason.NOT_NEXT, "version");
        scenario.accepts("bank-a", Role.APPROVER, version(LOANS, 2));
        assertThat(scenario.read(DatasetKeys.dataset(LOANS)).orElseThrow().newest())
                .isEqualTo(2);
        scenario.refuses("bank-a", Role.APPROVER, version(DERIVED, 1), Reason.DATASET_WITHDRAWN, DERIVED.value());
        scenario.refuses("telco-b", Role.APPROVER, version(LOANS, 3), Reason.CERTIFICATE_WRONG_ROLE, "bank-a");
    }

    @Test
    void a_withdrawn_dataset_gets_no_version_and_stays_withdrawn() {
        DatasetCommand.WithdrawDataset withdraw = new DatasetCommand.WithdrawDataset(LOANS);
        scenario.refuses("telco-b", Role.APPROVER, withdraw, Reason.CERTIFICATE_WRONG_ROLE, "bank-a");
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new DatasetCommand.WithdrawDataset(DERIVED),
                Reason.DATASET_WITHDRAWN,
                DERIVED.value());
        scenario.accepts("bank-a", Role.APPROVER, withdraw);
        assertThat(scenario.read(DatasetKeys.dataset(LOANS)).orElseThrow().status())
                .isEqualTo(DatasetStatus.WITHDRAWN);
        scenario.refuses("bank-a", Role.APPROVER, withdraw, Reason.ALREADY_DECIDED, LOANS.value());
        scenario.refuses("bank-a", Role.APPROVER, version(LOANS, 2), Reason.DATASET_WITHDRAWN, LOANS.value());
    }

    @Test
    void an_algorithms_versions_follow_each_other_under_its_makers_name() {
        AlgorithmId own = new AlgorithmId("bank-a/scores");
        scenario.refuses("telco-b", Role.APPROVER, algorithm(own, 1), Reason.CERTIFICATE_WRONG_ROLE, "bank-a");
        scenario.refuses("bank-a", Role.APPROVER, algorithm(own, 2), Reason.NOT_NEXT, "version");
        scenario.accepts("bank-a", Role.APPROVER, algorithm(own, 1));
        scenario.refuses("bank-a", Role.APPROVER, algorithm(own, 1), Reason.KEY_IN_USE, "alg/bank-a/scores/000001");
        scenario.accepts("bank-a", Role.APPROVER, algorithm(own, 2));
    }

    @Test
    void an_algorithm_retires_once() {
        AlgorithmCommand.RetireAlgorithm retire = new AlgorithmCommand.RetireAlgorithm(STATISTICS, 1);
        scenario.refuses("bank-a", Role.APPROVER, retire, Reason.CERTIFICATE_WRONG_ROLE, "clearing-c");
        scenario.refuses(
                "clearing-c",
                Role.APPROVER,
                new AlgorithmCommand.RetireAlgorithm(STATISTICS, 2),
                Reason.ALGORITHM_NOT_ACCEPTED,
                STATISTICS.value());
        scenario.accepts("clearing-c", Role.APPROVER, retire);
        scenario.refuses("clearing-c", Role.APPROVER, retire, Reason.ALREADY_DECIDED, STATISTICS.value());
    }

    @Test
    void only_reviewers_review_and_only_the_very_plugin() {
        AlgorithmCommand.ReviewAlgorithm review =
                new AlgorithmCommand.ReviewAlgorithm(STATISTICS, 1, Story.pluginDigest(), false);
        scenario.refuses("bank-a", Role.APPROVER, review, Reason.CERTIFICATE_WRONG_ROLE, "reviewer");
        scenario.refuses(
                "clearing-c",
                Role.APPROVER,
                new AlgorithmCommand.ReviewAlgorithm(STATISTICS, 2, Story.pluginDigest(), true),
                Reason.ALGORITHM_NOT_ACCEPTED,
                STATISTICS.value());
        Digest other = ConsortiumFixture.digest("another plugin");
        scenario.refuses(
                "clearing-c",
                Role.APPROVER,
                new AlgorithmCommand.ReviewAlgorithm(STATISTICS, 1, other, true),
                Reason.MANIFEST_MISMATCH,
                "/pluginDigest");
        scenario.accepts("clearing-c", Role.APPROVER, review);
        assertThat(scenario.read(AlgorithmKeys.review(
                                STATISTICS,
                                1,
                                scenario.fixture()
                                        .identity("clearing-c", Role.NODE)
                                        .memberId()))
                        .orElseThrow()
                        .accepted())
                .isFalse();
    }
}
