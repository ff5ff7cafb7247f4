package io.datapact.node.app.settlement;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Verdict;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.settlement.Purse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What leaves the agreed course: disputes, rulings on them, and money taken out. A node does none of it by itself. */
@RestController
final class DisputeController {
    private final Purse purse;
    private final Answers answers;

    DisputeController(Purse purse, Answers answers) {
        this.purse = purse;
        this.answers = answers;
    }

    /** {@code statement}: SHA-256 of the statement to the arbiters, in which 32 random bytes stand. */
    record Dispute(TaskId task, long run, Code cause, Digest statement) {}

    /** An arbiter's word; the lists of the verdict sorted, each member once. */
    record Ruling(TaskId task, long run, Verdict verdict) {}

    /** Minor units; {@code order}: SHA-256 of the order given to the issuer, in which 32 random bytes stand. */
    record PayOut(String currency, long amount, Digest order) {}

    @PostMapping(path = "/v1/disputes", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> dispute(@RequestBody Dispute body) throws InterruptedException {
        RunId run = Parameters.checked(() -> new RunId(body.task(), body.run()));
        return answers.of("open-dispute", purse.dispute(run, body.cause(), body.statement()));
    }

    @PostMapping(path = "/v1/rulings", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> rule(@RequestBody Ruling body) throws InterruptedException {
        RunId run = Parameters.checked(() -> new RunId(body.task(), body.run()));
        return answers.of("rule", purse.rule(run, body.verdict()));
    }

    @PostMapping(path = "/v1/payouts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> payOut(@RequestBody PayOut body) throws InterruptedException {
        return answers.of(
                "pay-out", Parameters.checked(() -> purse.payOut(body.currency(), body.amount(), body.order())));
    }
}
