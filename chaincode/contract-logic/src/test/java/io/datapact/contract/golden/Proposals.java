package io.datapact.contract.golden;

import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.CloseTask;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.command.TaskCommand.RevokeApproval;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Chapter 4: proposals with every fault of the binding checks, approvals, closing. */
final class Proposals {
    private static final long DAY = GoldenBook.DAY;

    private final GoldenBook book;

    Proposals(GoldenBook book) {
        this.book = book;
    }

    void tell() {
        admission();
        consistency();
        TaskManifest manifest = proposed();
        approvals(manifest);
        closing(manifest);
    }

    private void refused(UnaryOperator<ManifestBuilder> change, Reason reason) {
        TaskManifest manifest = change.apply(book.aTask()).build();
        book.refuses("bank-a", Role.APPROVER, new ProposeTask(manifest), reason);
    }

    private static TaskInput loans(String dataset, long version, String... columns) {
        return new TaskInput(new Code("loans"), new DatasetId(dataset), version, List.of(columns), 4, 0);
    }

    private static TaskOutput output(String recipient, long group, boolean abroad) {
        return new TaskOutput(new Code("table"), List.of(new MemberId(recipient)), group, 1_000, abroad);
    }

    private void admission() {
        refused(task -> task.algorithm("clearing-c/mpc-statistics", 2, "group-by"), Reason.ALGORITHM_NOT_ACCEPTED);
        refused(task -> task.algorithm("clearing-c/nothing", 1, "group-by"), Reason.ALGORITHM_NOT_ACCEPTED);
        refused(task -> task.trust(trust("malicious-3pc", false, "shares")), Reason.TRUST_NOT_ACCEPTED);
        refused(task -> task.trust(trust("semi-honest-3pc", false, "none")), Reason.TRUST_NOT_ACCEPTED);
        refused(task -> task.trust(trust("semi-honest-3pc", true, "shares")), Reason.SIMULATED_NOT_ACCEPTED);
        refused(task -> task.inputs(loans("bank-a/nowhere", 1, "id")), Reason.DATASET_WITHDRAWN);
        refused(task -> task.inputs(loans("bank-a/loans-2025", 1, "id")), Reason.DATASET_WITHDRAWN);
        refused(task -> task.inputs(loans("bank-a/loans", 2, "id")), Reason.DATASET_WITHDRAWN);
        refused(task -> task.inputs(loans("bank-a/loans", 1, "colour")), Reason.COLUMN_NEVER_RELEASED);
        refused(task -> task.inputs(loans("telco-b/subscribers", 1, "phone")), Reason.COLUMN_NEVER_RELEASED);
        refused(task -> task.purpose("marketing"), Reason.PURPOSE_NOT_ALLOWED);
        refused(task -> task.algorithm("clearing-c/mpc-statistics", 1, "regression"), Reason.OPERATION_NOT_ALLOWED);
        refused(task -> task.outputs(output("clearing-c", 10, false)), Reason.RECIPIENT_NOT_ALLOWED);
        refused(task -> task.outputs(output("bank-a", 10, true)), Reason.RECIPIENT_NOT_ALLOWED);
        refused(task -> task.outputs(output("bank-a", 9, false)), Reason.GROUP_TOO_SMALL);
        refused(task -> task.terms(ManifestBuilder.terms(49_999, 10_000)), Reason.PRICE_TOO_LOW);
        Party nowhere = new Party(0, new NodeId("bank-a/2"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT));
        refused(task -> task.parties(nowhere), Reason.NODE_UNKNOWN);
    }

    private static Trust trust(String model, boolean simulated, String fairness) {
        return new Trust(new Code(model), simulated, new Code(fairness));
    }

    private void consistency() {
        Party bank = new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT));
        refused(task -> task.parties(bank), Reason.NOT_A_PARTY);
        refused(task -> task.policy(2), Reason.MANIFEST_MISMATCH);
        refused(task -> task.payer("nobody"), Reason.MANIFEST_MISMATCH);
        refused(task -> task.terms(ManifestBuilder.terms(100_000, 4_999)), Reason.MANIFEST_MISMATCH);
        refused(task -> task.limits(limits(book.time(), 3_601)), Reason.MANIFEST_MISMATCH);
        refused(task -> task.limits(limits(book.time() - DAY, 600)), Reason.OUTSIDE_WINDOW);
        refused(task -> task.limits(limits(book.time() + 181 * DAY, 600)), Reason.OUTSIDE_WINDOW);
        refused(task -> task.slot(5), Reason.QUOTA_EXCEEDED);
        TaskManifest anothers = book.aTask().task("telco-b/2026-000001").build();
        book.refuses("bank-a", Role.APPROVER, new ProposeTask(anothers), Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses("bank-a", Role.NODE, new ProposeTask(book.aTask().build()), Reason.CERTIFICATE_WRONG_ROLE);
    }

    private static Limits limits(long notAfter, long runSeconds) {
        return new Limits(1, 0, notAfter, runSeconds, BigInteger.valueOf(1_000_000_000));
    }

    private TaskManifest proposed() {
        TaskManifest manifest = book.story().propose(book.aTask().build());
        book.refuses("bank-a", Role.APPROVER, new ProposeTask(manifest), Reason.KEY_IN_USE);
        refused(task -> task, Reason.QUOTA_EXCEEDED);
        return manifest;
    }

    private void approvals(TaskManifest manifest) {
        TaskId task = manifest.task();
        ApproveTask approve = new ApproveTask(task, manifest.digest(), 0);
        TaskId nowhere = new TaskId("bank-a/nowhere");
        book.refuses("bank-a", Role.APPROVER, new ApproveTask(nowhere, manifest.digest(), 0), Reason.MANIFEST_MISMATCH);
        book.refuses(
                "bank-a",
                Role.APPROVER,
                new ApproveTask(task, ConsortiumFixture.digest("another"), 0),
                Reason.MANIFEST_MISMATCH);
        book.refuses(
                "bank-a",
                Role.APPROVER,
                new ApproveTask(task, manifest.digest(), 0, Optional.of(2L)),
                Reason.NOT_A_PARTY);
        book.refuses("bank-a", Role.APPROVER, new ApproveTask(task, manifest.digest(), 1), Reason.BASE_CHANGED);
        book.accepts("bank-a", Role.APPROVER, approve);
        book.refuses("bank-a", Role.APPROVER, approve, Reason.BASE_CHANGED);
        book.refuses("bank-a", Role.APPROVER, new RevokeApproval(task, 0), Reason.BASE_CHANGED);
        book.refuses("bank-a", Role.APPROVER, new RevokeApproval(nowhere, 0), Reason.MANIFEST_MISMATCH);
        book.refuses("bank-a", Role.APPROVER, new RevokeApproval(task, 1, Optional.of(2L)), Reason.NOT_A_PARTY);
        book.accepts("bank-a", Role.ADMIN, new RevokeApproval(task, 1));
        book.accepts("telco-b", Role.APPROVER, new RevokeApproval(task, 0));
        book.refuses("telco-b", Role.APPROVER, approve, Reason.BASE_CHANGED);
        book.accepts("telco-b", Role.APPROVER, new ApproveTask(task, manifest.digest(), 1));
    }

    private void closing(TaskManifest manifest) {
        CloseTask close = new CloseTask(manifest.task(), new Code("not-needed"));
        book.refuses("telco-b", Role.NODE, close, Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses(
                "telco-b",
                Role.APPROVER,
                new CloseTask(new TaskId("bank-a/nowhere"), close.code()),
                Reason.MANIFEST_MISMATCH);
        book.accepts("telco-b", Role.APPROVER, close);
        book.refuses("bank-a", Role.APPROVER, close, Reason.STATE_FORBIDS);
        book.refuses(
                "bank-a", Role.APPROVER, new ApproveTask(manifest.task(), manifest.digest(), 2), Reason.STATE_FORBIDS);
    }
}
