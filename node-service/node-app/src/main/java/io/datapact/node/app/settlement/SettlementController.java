package io.datapact.node.app.settlement;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonInteger;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.CommandAnswer;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.ProblemException;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.settlement.Purse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** This member's money: locked, given back, collected, settled. Amounts are minor units. */
@RestController
final class SettlementController {
    /** Most commands by which one request collects what waits. */
    private static final int MOST_COLLECTS = 64;

    private static final int MAXIMUM_REFERENCE = 256;

    private final Purse purse;
    private final Answers answers;

    SettlementController(Purse purse, Answers answers) {
        this.purse = purse;
        this.answers = answers;
    }

    /** Names a currency. */
    record Currency(String currency) {}

    /** Money received for a member; {@code reference} is the payment's, of which the ledger holds the digest. */
    record PayIn(String currency, String reference, MemberId member, long amount) {}

    @PostMapping(path = "/v1/funds", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> fund(@RequestBody RunId run) throws InterruptedException {
        return answers.of("fund-task", purse.fund(run));
    }

    @PostMapping(path = "/v1/deposits", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> deposit(@RequestBody RunId run) throws InterruptedException {
        return answers.of("lock-deposit", purse.deposit(run));
    }

    @PostMapping(path = "/v1/unlocks", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> unlock(@RequestBody RunId run) throws InterruptedException {
        return answers.of("unlock", purse.unlock(run));
    }

    @PostMapping(path = "/v1/settlements", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> settle(@RequestBody RunId run) throws InterruptedException {
        return answers.of("close-run", purse.close(run));
    }

    @PostMapping(path = "/v1/collects", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> collect(@RequestBody Currency body) throws InterruptedException {
        ResponseEntity<Record> answer = ResponseEntity.ok(CommandAnswer.nothing("nothing waits to be collected"));
        for (int turn = 0; turn < MOST_COLLECTS; turn++) {
            Optional<CommandDesk.Filed> filed = Parameters.checked(() -> purse.collect(body.currency()));
            if (filed.isEmpty()) {
                return answer;
            }
            answer = answers.of("collect", filed.get());
            if (!filed.get().committed()) {
                return answer;
            }
        }
        return answer;
    }

    @GetMapping("/v1/balances")
    JsonObject balances() {
        Map<String, Json> balances = new TreeMap<>();
        purse.balances().forEach((currency, amount) -> balances.put(currency, new JsonInteger(amount)));
        return JsonObject.of(balances);
    }

    @PostMapping(path = "/v1/payins", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> payIn(@RequestBody PayIn body) throws InterruptedException {
        if (body.reference().isBlank() || body.reference().length() > MAXIMUM_REFERENCE) {
            throw ProblemException.malformed(
                    "/reference", "expected a reference of 1 to " + MAXIMUM_REFERENCE + " characters, found another");
        }
        Digest reference = Digest.of(body.reference().getBytes(StandardCharsets.UTF_8));
        return answers.of(
                "pay-in",
                Parameters.checked(() -> purse.payIn(body.currency(), reference, body.member(), body.amount())));
    }
}
