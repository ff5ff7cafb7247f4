package io.datapact.node.app.task;

import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.rules.Reason;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.CommandAnswer;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.task.ApprovalInbox;
import io.datapact.node.task.Approvals;
import io.datapact.node.task.Proposals;
import io.datapact.node.task.TaskBody;
import io.datapact.node.task.TaskDraft;
import java.security.SecureRandom;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What approvers do about tasks. */
@RestController
final class TaskController {
    private final Proposals proposals;
    private final ApprovalInbox inbox;
    private final Approvals approvals;
    private final Answers answers;
    private final SecureRandom random;

    TaskController(
            Proposals proposals, ApprovalInbox inbox, Approvals approvals, Answers answers, SecureRandom random) {
        this.proposals = proposals;
        this.inbox = inbox;
        this.approvals = approvals;
        this.answers = answers;
        this.random = random;
    }

    /** What only the parties read. */
    record BodyDraft(JsonObject parameters, String description, Code legalBasis) {}

    /** A task to propose; type, network and the body's digest are the node's to add. */
    record Proposal(TaskDraft manifest, BodyDraft body) {}

    /** Approves exactly the manifest of a digest. */
    record Approval(TaskId task, Digest manifest) {}

    /** Names a task. */
    record Named(TaskId task) {}

    /** Closes a task for a reason's code. */
    record Closing(TaskId task, Code code) {}

    /** A proposal that stands. */
    record ProposalAnswer(
            String outcome, String reason, String detail, long position, Digest command, TaskId task, Digest digest) {
        static ProposalAnswer of(CommandAnswer answer, TaskId task, Digest digest) {
            return new ProposalAnswer(
                    answer.outcome(),
                    answer.reason(),
                    answer.detail(),
                    answer.position(),
                    answer.command(),
                    task,
                    digest);
        }
    }

    @PostMapping(path = "/v1/tasks", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> propose(@RequestBody Proposal proposal) throws InterruptedException {
        BodyDraft draft = proposal.body();
        TaskBody body = Parameters.checked(
                () -> TaskBody.of(draft.parameters(), draft.description(), draft.legalBasis(), random));
        return switch (Parameters.checked(() -> proposals.propose(proposal.manifest(), body))) {
            case Proposals.Proposed.Filed filed ->
                answers.of(
                        "propose-task",
                        filed.filed(),
                        answer -> ProposalAnswer.of(
                                answer,
                                filed.manifest().task(),
                                filed.manifest().digest()));
            case Proposals.Proposed.NoNode missing ->
                answers.refused(
                        "propose-task", Reason.NODE_UNKNOWN, missing.node().value());
            case Proposals.Proposed.Faulty faulty ->
                ResponseEntity.unprocessableContent()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(FaultyTask.of(faulty.problems()));
        };
    }

    @GetMapping("/v1/inbox")
    Inbox inbox() {
        return Inbox.of(inbox.waiting());
    }

    @PostMapping(path = "/v1/tasks/approvals", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> approve(@RequestBody Approval body) throws InterruptedException {
        return answers.of("approve-task", approvals.approve(body.task(), body.manifest()));
    }

    @PostMapping(path = "/v1/tasks/revocations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> revoke(@RequestBody Named body) throws InterruptedException {
        return answers.of("revoke-approval", approvals.revoke(body.task()));
    }

    @PostMapping(path = "/v1/tasks/closings", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> close(@RequestBody Closing body) throws InterruptedException {
        return answers.of("close-task", approvals.close(body.task(), body.code()));
    }
}
