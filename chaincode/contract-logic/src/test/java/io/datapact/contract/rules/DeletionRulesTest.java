package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.EvidenceCommand.RecordDeletion;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.Story;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Owners delete rows of their versions, recipients results of a task. */
class DeletionRulesTest {
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest = scenario.fixture().aTask().runs(2).build();

    private static RecordDeletion rows(long first, long last, long seq) {
        DeletedRows rows = new DeletedRows(LOANS, 1, Optional.of(new DeletedRows.RowRange(first, last)));
        return new RecordDeletion(Optional.of(rows), Optional.empty(), seq);
    }

    private static RecordDeletion whole(DatasetId dataset, long version, long seq) {
        DeletedRows rows = new DeletedRows(dataset, version, Optional.empty());
        return new RecordDeletion(Optional.of(rows), Optional.empty(), seq);
    }

    private static RecordDeletion results(TaskId task, long seq) {
        return new RecordDeletion(Optional.empty(), Optional.of(task), seq);
    }

    @Test
    void an_owners_node_numbers_what_it_deletes() {
        scenario.refuses("bank-a", Role.NODE, rows(0, 9, 2), Reason.NOT_NEXT, "seq");
        scenario.accepts("bank-a", Role.NODE, rows(0, 9, 1));
        scenario.refuses("bank-a", Role.NODE, rows(10, 19, 1), Reason.NOT_NEXT, "seq");
        scenario.refuses("bank-a", Role.NODE, rows(10, 19, 3), Reason.NOT_NEXT, "seq");
        scenario.accepts("bank-a", Role.NODE, rows(10, 10, 2));
        assertThat(scenario.read(EvidenceKeys.deletion(LOANS, 1, 2))
                        .orElseThrow()
                        .rows())
                .isEqualTo(rows(10, 10, 2).rows());
    }

    @Test
    void nobody_deletes_anothers_rows_or_what_was_never_published() {
        scenario.refuses("telco-b", Role.NODE, rows(0, 9, 1), Reason.CERTIFICATE_WRONG_ROLE, "bank-a");
        scenario.refuses("bank-a", Role.APPROVER, rows(0, 9, 1), Reason.CERTIFICATE_WRONG_ROLE, "approver");
        scenario.refuses("bank-a", Role.NODE, whole(LOANS, 2, 1), Reason.DATASET_WITHDRAWN, "bank-a/loans/2");
        DatasetId nothing = new DatasetId("bank-a/nothing");
        scenario.refuses("bank-a", Role.NODE, whole(nothing, 1, 1), Reason.DATASET_WITHDRAWN, "bank-a/nothing/1");
    }

    @Test
    void a_range_or_a_task_must_make_sense() {
        assertThatThrownBy(() -> rows(5, 4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows(-1, 4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordDeletion(Optional.empty(), Optional.empty(), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordDeletion(rows(0, 1, 1).rows(), Optional.of(manifest.task()), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_wholly_deleted_version_starts_no_more_and_is_deleted_once() {
        scenario.story().propose(manifest);
        scenario.story().approve(manifest);
        scenario.story().fund(manifest, 1);
        scenario.story().fund(manifest, 2);
        scenario.accepts("bank-a", Role.NODE, rows(0, 9, 1));
        RunId run = scenario.story().start(manifest, 1);
        scenario.accepts("bank-a", Role.NODE, whole(LOANS, 1, 2));
        RunCommand.CommitInput commit = Story.commitment(run, manifest.inputs().get(0));
        scenario.refuses("bank-a", Role.NODE, commit, Reason.DATASET_WITHDRAWN, LOANS.value());
        scenario.refuses(
                "bank-a",
                Role.NODE,
                scenario.fixture().start(manifest, 2, scenario.time()),
                Reason.DATASET_WITHDRAWN,
                LOANS.value());
        TaskManifest next =
                scenario.fixture().aTask().task("bank-a/next").slot(2).build();
        scenario.refuses(
                "bank-a", Role.APPROVER, new TaskCommand.ProposeTask(next), Reason.DATASET_WITHDRAWN, LOANS.value());
        scenario.refuses("bank-a", Role.NODE, whole(LOANS, 1, 3), Reason.ALREADY_DECIDED, "bank-a/loans/1");
        scenario.refuses("bank-a", Role.NODE, rows(0, 1, 9), Reason.ALREADY_DECIDED, "bank-a/loans/1");
        scenario.accepts(
                "bank-a",
                Role.NODE,
                new RunCommand.AbortRun(
                        run,
                        new Code("deleted"),
                        Optional.empty(),
                        scenario.fixture().network()));
        scenario.accepts("bank-a", Role.NODE, new RunCommand.ReturnReservation(run, new Code("loans")));
    }

    @Test
    void rows_of_a_withdrawn_dataset_are_deleted_too() {
        scenario.accepts("bank-a", Role.APPROVER, new DatasetCommand.WithdrawDataset(LOANS));
        scenario.accepts("bank-a", Role.NODE, whole(LOANS, 1, 1));
    }

    @Test
    void a_recipient_deletes_results_of_a_task() {
        scenario.refuses("bank-a", Role.NODE, results(manifest.task(), 1), Reason.MANIFEST_MISMATCH, "/task");
        scenario.story().propose(manifest);
        scenario.refuses("telco-b", Role.NODE, results(manifest.task(), 1), Reason.NOT_A_PARTY, "telco-b");
        scenario.refuses("bank-a", Role.NODE, results(manifest.task(), 2), Reason.NOT_NEXT, "seq");
        scenario.accepts("bank-a", Role.NODE, results(manifest.task(), 1));
        scenario.refuses("bank-a", Role.NODE, results(manifest.task(), 1), Reason.NOT_NEXT, "seq");
        scenario.accepts("bank-a", Role.NODE, results(manifest.task(), 2));
        assertThat(scenario.read(EvidenceKeys.deletion(manifest.task(), new MemberId("bank-a"), 2)))
                .isPresent();
    }
}
